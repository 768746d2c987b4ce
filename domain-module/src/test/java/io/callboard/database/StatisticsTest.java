package io.callboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class StatisticsTest {
  private final TestDatabase database;
  private final boolean postgres;

  StatisticsTest(TestDatabase database) {
    this.database = database;
    this.postgres = database.server() == DatabaseServer.POSTGRESQL;
  }

  @BeforeEach
  void aNewTable() throws Exception {
    execute("drop table if exists grows", "create table grows (id integer primary key)");
  }

  @Test
  void aTableThatGrewTenfoldIsAnalysedAtOnceAndNotAgain() throws Exception {
    insert(1, Statistics.FEW);
    assertThat(Statistics.refresh(database.dataSource())).isEmpty();

    insert(Statistics.FEW + 1, Statistics.FEW + 1);
    assertThat(Statistics.refresh(database.dataSource())).isEqualTo(grown());
    assertThat(Statistics.refresh(database.dataSource())).isEmpty();

    insert(1_000, 5_000);
    assertThat(Statistics.refresh(database.dataSource())).isEmpty();
    insert(5_001, 7_000);
    assertThat(Statistics.refresh(database.dataSource())).isEqualTo(grown());
  }

  @Test
  void aPlanThatWasMadeForAnEmptyTableIsMadeAnewOnceItGrew() throws Exception {
    if (!postgres) {
      return;
    }
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze grows");
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute("prepare one (integer) as select id from grows where id = $1");
      assertThat(plan(statement)).contains("Seq Scan");
      insert(1, 10_000);

      Statistics.refresh(database.dataSource());

      assertThat(plan(statement)).contains("Index");
    }
  }

  private static String plan(Statement statement) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (ResultSet rows = statement.executeQuery("explain execute one (1)")) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private List<String> grown() {
    return postgres ? List.of("grows") : List.of();
  }

  private void insert(int from, int to) throws SQLException {
    execute("insert into grows select n from generate_series(%d, %d) as t(n)".formatted(from, to));
  }

  /**
   * Executes commands on one connection: PostgreSQL counts a change when its connection reports it,
   * otherwise up to ten seconds later.
   */
  private void execute(String... commands) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
      if (postgres) {
        statement.execute("select pg_stat_force_next_flush()");
        statement.execute("select 1");
      }
    }
  }
}

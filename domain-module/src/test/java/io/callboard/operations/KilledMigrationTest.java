package io.callboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2, which has no transaction round a script, is killed before every third statement of a
 * migration, each time from another first one.
 */
class KilledMigrationTest {
  private static final String SCHEMA =
      """
      select table_name || '.' || column_name || ' ' || data_type from information_schema.columns
      where table_schema = 'public' and table_name <> 'flyway_schema_history'
      union all
      select index_name from information_schema.indexes
      where table_schema = 'public' and index_name not like 'PRIMARY_KEY%'
      and index_name not like 'CONSTRAINT%INDEX%' and table_name <> 'flyway_schema_history'
      union all
      select sequence_name from information_schema.sequences where sequence_schema = 'public'
      order by 1
      """;

  private static final String KEPT = "select rawtohex(body) from event_body";

  private static final int STEP = 3;

  private final int first = (int) (System.nanoTime() % STEP);
  @TempDir private Path directory;
  private List<String> migrated = List.of();

  @BeforeEach
  void migrateUndisturbed() throws Exception {
    JdbcDataSource database = database("undisturbed");
    Migrations.migrate(database);
    migrated = texts(database, SCHEMA);
  }

  @Test
  void theFirstMigrationIsMadeAnew() throws Exception {
    int kills = first;
    for (boolean killed = true; killed; kills += STEP) {
      JdbcDataSource database = database("first" + kills);
      killed = isKilled(database, kills);
      assertThatItIsMadeGood(database);
    }
    assertThat(kills).isGreaterThan(20);
  }

  @Test
  void aLaterMigrationIsMadeAgainWithAllThatWasThere() throws Exception {
    int kills = first;
    for (boolean killed = true; killed; kills += STEP) {
      JdbcDataSource database = database("later" + kills);
      settleAt("2", database);
      killed = isKilled(database, kills);
      assertThatItIsMadeGood(database);
      assertThat(texts(database, KEPT)).containsExactly("0a0b");
    }
    assertThat(kills).isGreaterThan(10);
  }

  @Test
  void aKillWhileAnotherIsMadeGoodIsMadeGoodToo() throws Exception {
    for (int second = 0; second < 6; second++) {
      JdbcDataSource database = database("twice" + second);
      settleAt("2", database);
      assertThat(isKilled(database, 8)).isTrue();
      assertThat(isKilled(database, second)).isTrue();
      assertThatItIsMadeGood(database);
      assertThat(texts(database, KEPT)).containsExactly("0a0b");
    }
  }

  private void assertThatItIsMadeGood(JdbcDataSource database) throws Exception {
    Migrations.migrate(database);

    assertThat(texts(database, SCHEMA)).isEqualTo(migrated);
    try (var files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().contains("restore"));
    }
  }

  private static boolean isKilled(JdbcDataSource database, int change) throws SQLException {
    try {
      Migrations.migrate(MortalDatabase.of(database, change));
      return false;
    } catch (FlywayException | SQLException e) {
      return true;
    }
  }

  /** A database of an earlier release with an event in it. */
  private void settleAt(String version, JdbcDataSource database) throws SQLException {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/common", "classpath:db/migration/h2")
        .target(version)
        .load()
        .migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into event_body values (random_uuid(), '10.0.0.1', X'00', X'0A0B')");
    }
  }

  private JdbcDataSource database(String name) {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl(
        "jdbc:h2:file:"
            + directory.resolve(name)
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0");
    database.setUser("callboard");
    database.setPassword("embedded");
    return database;
  }

  private static List<String> texts(JdbcDataSource database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}

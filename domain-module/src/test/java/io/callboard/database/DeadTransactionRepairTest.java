package io.callboard.database;

import static io.callboard.testing.EmbeddedDatabase.execute;
import static io.callboard.testing.EmbeddedDatabase.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kill of a transaction whose changes are on the disk, but whose undo log is not. */
class DeadTransactionRepairTest {
  private static final String INSERT =
      "insert into event_body values (random_uuid(), '10.0.0.1', X'', X'')";
  private static final String COUNTED =
      "insert into source_total (source, applied, duplicate, ignored, held, pending, failed,"
          + " parked, rejected, state) values ('waymark', 1, 0, 0, 0, 0, 0, 0, 0, 'RUNNING')";
  private static final String KEYED =
      "insert into secret_use (source, secret_index, uses, last_used_at)"
          + " values ('waymark', 0, 1, current_timestamp)";
  private static final String APPLIED = "select applied from source_total";

  @TempDir private Path directory;
  private JdbcDataSource database;

  @BeforeEach
  void migrate() throws SQLException {
    database = EmbeddedDatabase.in(directory, "database");
    database.setUrl(database.getUrl() + ";LOCK_TIMEOUT=200");
    Migrations.migrate(database);
    execute(database, COUNTED);
  }

  /** The dead transaction has the given number; H2 assigns the lowest free number. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void areRemovedBeforeAnybodySeesThem(int number) throws Exception {
    killWithoutUndoLog(number);

    Migrations.migrate(database);

    execute(database, KEYED);
    assertThat(texts(database, "select uses from secret_use")).containsExactly("1");
    execute(database, "update source_total set applied = applied + 1");
    assertThat(texts(database, APPLIED)).containsExactly("2");
    assertThat(texts(database, "select address from event_body")).isEmpty();
    try (var files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().contains(".sql"));
    }
  }

  /**
   * Shows the fault in H2 without the repair; if H2 is fixed, {@link DeadTransactionRepair} can be
   * removed.
   */
  @Test
  void wouldBeTakenForOwnRowsOrBlockThem() throws Exception {
    killWithoutUndoLog(2);

    assertThatThrownBy(() -> execute(database, KEYED)).isInstanceOf(SQLException.class);
    try (Connection first = database.getConnection();
        Connection second = database.getConnection()) {
      first.setAutoCommit(false);
      texts(first, APPLIED);
      assertThat(texts(second, APPLIED)).containsExactly("100");
    }
  }

  @Test
  void areNotLookedForAfterAnEndInOrder() throws Exception {
    Migrations.end(database);
    try (Connection connection = database.getConnection()) {
      assertThat(DeadTransactionRepair.wasShutDownCleanly(connection)).isTrue();
    }

    Migrations.migrate(database);

    try (Connection connection = database.getConnection()) {
      assertThat(DeadTransactionRepair.wasShutDownCleanly(connection)).isFalse();
    }
  }

  /**
   * Kills a transaction that raised a counter and inserted a row with a key and a row without one.
   */
  private void killWithoutUndoLog(int number) throws Exception {
    List<Connection> open = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      Connection connection = database.getConnection();
      connection.setAutoCommit(false);
      texts(connection, APPLIED);
      open.add(connection);
    }
    Connection dying = open.getLast();
    try (Statement statement = dying.createStatement()) {
      statement.execute("update source_total set applied = 100");
      statement.execute(KEYED);
      statement.execute(INSERT);
    }
    MVStore store =
        ((SessionLocal) dying.unwrap(JdbcConnection.class).getSession())
            .getDatabase()
            .getStore()
            .getMvStore();
    String log = "undoLog." + number;
    assertThat(store.getMapNames()).contains(log);
    MVMap<Object, Object> undoLog = store.openMap(log, new MVMap.Builder<>());
    undoLog.clear();
    store.commit();
    store.closeImmediately();
    for (Connection connection : open) {
      connection.close();
    }
  }
}

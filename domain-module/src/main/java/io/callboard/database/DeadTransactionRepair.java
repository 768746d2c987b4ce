package io.callboard.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Repairs the rows that killed transactions left in the embedded database.
 *
 * <p>Whenever a transaction commits, H2 writes the changes of all open transactions to the disk,
 * table by table. It may write more changes of an open transaction than of its undo log. After a
 * kill, these changes belong to no transaction: they block their keys, and a later transaction that
 * gets the same number adopts them. So a database that was not shut down cleanly is rewritten from
 * the committed data.
 *
 * @see <a href="https://github.com/h2database/h2database/pull/1222">DeadTransactionRepair handling,
 *     in H2</a>
 */
record DeadTransactionRepair(Checkpoint checkpoint) {
  private static final System.Logger LOG = System.getLogger(DeadTransactionRepair.class.getName());
  private static final String ENDED = "ended in order";

  /**
   * The limit of attempts, each of which holds a connection. One dead transaction can mislead one
   * attempt.
   */
  private static final int ATTEMPTS = 8;

  /** Returns whether the database was shut down cleanly, or is empty. */
  static boolean wasShutDownCleanly(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet schema =
            statement.executeQuery(
                "select remarks, exists (select 1 from information_schema.tables t"
                    + " where t.table_schema = s.schema_name) from information_schema.schemata s"
                    + " where schema_name = schema()")) {
      schema.next();
      return ENDED.equals(schema.getString(1)) || !schema.getBoolean(2);
    }
  }

  /** Marks the database as in use: from now on a kill may leave such rows. */
  static void markInUse(Connection connection) throws SQLException {
    execute(connection, "comment on schema public is 'in use'");
  }

  /** Marks the database as shut down cleanly: no transaction is open. */
  static void markShutDown(Connection connection) throws SQLException {
    execute(connection, "comment on schema public is '" + ENDED + "'");
  }

  /**
   * Rewrites the database. Two transactions that are open at the same time have different numbers,
   * so data that both of them see does not belong to a dead one.
   *
   * @throws SQLException if no two of them saw the same, because other connections were writing
   */
  void remove(DataSource database) throws SQLException, IOException {
    LOG.log(
        Level.INFO,
        "The embedded database was not shut down cleanly: it is rewritten from the committed data,"
            + " which can take long if it is large");
    Files.deleteIfExists(seenBy(0));
    Files.deleteIfExists(seenBy(1));
    remove(database, 0);
  }

  private void remove(DataSource database, int attempt) throws SQLException, IOException {
    if (attempt == ATTEMPTS) {
      throw new SQLException(
          "the embedded database could not be repaired: other connections write to it");
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (!isWrittenAnew(connection, attempt)) {
          keepNumber(connection);
          remove(database, attempt + 1);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /**
   * Rewrites the database if this attempt and the previous one see the same. No other connection
   * can write during the comparison.
   */
  private boolean isWrittenAnew(Connection connection, int attempt)
      throws SQLException, IOException {
    execute(connection, "set exclusive 1");
    try {
      Path seen = seenBy(attempt);
      checkpoint.write(connection, seen);
      Path before = seenBy(attempt + 1);
      boolean alike = Files.exists(before) && Files.mismatch(before, seen) < 0;
      Files.deleteIfExists(before);
      if (alike) {
        checkpoint.keep(seen);
        checkpoint.restore(connection);
        connection.commit();
        checkpoint.remove();
      }
      return alike;
    } finally {
      execute(connection, "set exclusive 0");
    }
  }

  private Path seenBy(int attempt) {
    return Path.of(checkpoint.file() + ".seen" + attempt % 2);
  }

  /** Reads a table, because a transaction has its number only from its first read until it ends. */
  private static void keepNumber(Connection connection) throws SQLException {
    execute(connection, "select count(*) from flyway_schema_history");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.callboard.operations;

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
 * Rows that killed transactions left in the embedded database.
 *
 * <p>H2 writes the changes of all transactions to the disk whenever one of them commits, table by
 * table, while the others go on. What is written of such another one may be more than of its undo
 * log. After a kill these changes are nobody's: no row with the same key can be written, and a
 * later transaction that happens to get the dead one's number takes them for its own. So a database
 * that was not ended in order is written anew from what is committed.
 *
 * @see <a href="https://github.com/h2database/h2database/pull/1222">Leftovers handling, in H2</a>
 */
record Leftovers(Checkpoint checkpoint) {
  private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());
  private static final String ENDED = "ended in order";

  /** One dead transaction can mislead one attempt; a pool of connections has more than these. */
  private static final int ATTEMPTS = 8;

  /** Whether the database was ended in order, or is empty. */
  static boolean areExcluded(Connection connection) throws SQLException {
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

  /** From now on a kill may leave some. */
  static void mayCome(Connection connection) throws SQLException {
    execute(connection, "comment on schema public is 'in use'");
  }

  /** Nothing is under way any more. */
  static void exclude(Connection connection) throws SQLException {
    execute(connection, "comment on schema public is '" + ENDED + "'");
  }

  /**
   * Writes the database anew. Two transactions that are open at the same time have different
   * numbers: what both see alike is nothing of a dead one.
   *
   * @throws SQLException if no two saw the same, because others went on writing
   */
  void remove(DataSource database) throws SQLException, IOException {
    LOG.log(
        Level.INFO,
        "The embedded database was not ended in order: it is written anew, which takes as long as"
            + " it is large");
    Files.deleteIfExists(seenBy(0));
    Files.deleteIfExists(seenBy(1));
    remove(database, 0);
  }

  private void remove(DataSource database, int attempt) throws SQLException, IOException {
    if (attempt == ATTEMPTS) {
      throw new SQLException("the database is written to while it is looked through");
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

  /** Nobody else writes while what is seen is compared with what the attempt before saw. */
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

  /** A transaction has its number from its first look at a table until it ends. */
  private static void keepNumber(Connection connection) throws SQLException {
    execute(connection, "select count(*) from flyway_schema_history");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

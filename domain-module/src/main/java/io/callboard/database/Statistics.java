package io.callboard.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Refreshes PostgreSQL's statistics of young tables. A connection caches the plan of a repeated
 * statement, and the plan for an almost empty table is a full scan. Until autovacuum analyses the
 * table, a minute later or more, each repetition reads more rows. So a table that grew tenfold is
 * analysed at once, which also discards the cached plans. This happens about five times in a
 * table's life, reads a sample of at most 30,000 rows, and blocks no reader and no writer.
 *
 * <p>May be called again and from several nodes at once. On H2 there is nothing to do. The data
 * source must provide connections outside a container's transaction.
 */
public final class Statistics {
  /** A scan of fewer rows is as fast as an index lookup. */
  static final int FEW = 500;

  static final int TIMES = 10;

  /** A table that was never analysed has {@code reltuples} -1. */
  private static final String GROWN =
      "select cast(cast(relid as regclass) as text) from pg_stat_user_tables"
          + " join pg_class on pg_class.oid = relid where schemaname = current_schema()"
          + " and n_mod_since_analyze > greatest("
          + FEW
          + ", "
          + TIMES
          + " * reltuples)";

  private Statistics() {}

  /**
   * Analyses the tables that have grown.
   *
   * @return their names
   * @throws SQLException if the database is down
   */
  public static List<String> refresh(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        return List.of();
      }
      try (Statement statement = connection.createStatement()) {
        List<String> grown = grown(statement);
        for (String table : grown) {
          statement.execute("analyze " + table);
        }
        return grown;
      }
    }
  }

  private static List<String> grown(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(GROWN)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}

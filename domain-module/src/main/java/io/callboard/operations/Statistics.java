package io.callboard.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps PostgreSQL's statistics of young tables. A connection keeps the plan of a statement that it
 * repeats, and a plan for an almost empty table reads all of it: until autovacuum analyses the
 * table, a minute later or more, each repetition reads more. So whatever grew tenfold is analysed
 * at once, which also discards the plans that were made before. That happens about five times in a
 * table's life, and reads a sample of 30,000 rows at most; it blocks no reader and no writer.
 *
 * <p>May be called again and from several nodes at once. On H2 there is nothing to do. The data
 * source must give connections outside a container's transaction.
 */
public final class Statistics {
  /** Fewer rows are read as fast as they are looked up. */
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
   * Analyses the tables that grew.
   *
   * @return their names
   * @throws SQLException if the database is away
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

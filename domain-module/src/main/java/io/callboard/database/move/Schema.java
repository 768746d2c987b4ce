package io.callboard.database.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schema of a database, read from the standard information schema, which both databases have.
 *
 * @param connection its current schema is the one that is read
 */
record Schema(Connection connection) {
  /** Flyway's own table. It is not copied, because each database has its own history. */
  private static final String HISTORY = "flyway_schema_history";

  /** Returns the tables, each after those that it refers to. */
  List<Table> tables() throws SQLException, CannotMove {
    Map<String, Set<String>> waiting = new TreeMap<>();
    for (String name : names()) {
      waiting.put(name, parents(name));
    }
    List<Table> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      String next =
          waiting.entrySet().stream()
              .filter(table -> table.getValue().stream().noneMatch(waiting::containsKey))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(() -> new CannotMove("Tables refer to each other: " + waiting.keySet()));
      waiting.remove(next);
      ordered.add(table(next));
    }
    return ordered;
  }

  /** Returns a table with its columns in this database; without columns if it does not exist. */
  Table table(String name) throws SQLException {
    return new Table(
        name,
        texts(
            "select column_name from information_schema.columns where table_schema = ?"
                + " and table_name = ? and is_generated = 'NEVER' order by ordinal_position",
            connection.getSchema(),
            name));
  }

  /** Returns the next value of each standalone sequence. Only for the embedded database. */
  Map<String, Long> sequences() throws SQLException {
    return numbers(
        "select sequence_name, base_value from information_schema.sequences"
            + " where sequence_schema = ?",
        connection.getSchema());
  }

  /** Returns the next value of each identity column of a table. Only for the embedded database. */
  Map<String, Long> identities(Table table) throws SQLException {
    return numbers(
        "select column_name, identity_base from information_schema.columns"
            + " where table_schema = ? and table_name = ? and is_identity = 'YES'",
        connection.getSchema(),
        table.name());
  }

  long count(Table table) throws SQLException {
    return Long.parseLong(texts("select count(*) from " + table.quoted()).getFirst());
  }

  /** Returns the highest number in a column, 0 without a row. */
  long highest(Table table, String column) throws SQLException {
    return Long.parseLong(
        texts("select coalesce(max(" + Table.quoted(column) + "), 0) from " + table.quoted())
            .getFirst());
  }

  private List<String> names() throws SQLException {
    return texts(
        "select table_name from information_schema.tables where table_schema = ?"
            + " and table_type = 'BASE TABLE' and table_name <> ?",
        connection.getSchema(),
        HISTORY);
  }

  private Set<String> parents(String table) throws SQLException {
    Set<String> parents = new LinkedHashSet<>();
    try (ResultSet keys =
        connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
      while (keys.next()) {
        parents.add(keys.getString("PKTABLE_NAME"));
      }
    }
    parents.remove(table);
    return parents;
  }

  private List<String> texts(String sql, String... parameters) throws SQLException {
    List<String> found = new ArrayList<>();
    query(sql, row -> found.add(row.getString(1)), parameters);
    return found;
  }

  private Map<String, Long> numbers(String sql, String... parameters) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    query(sql, row -> found.put(row.getString(1), row.getLong(2)), parameters);
    return found;
  }

  private void query(String sql, Reader reader, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** A consumer of a row. */
  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }
}

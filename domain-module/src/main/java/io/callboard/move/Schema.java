package io.callboard.move;

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
 * What a database says of itself, in the standard's information schema, which both have.
 *
 * @param connection its current schema is meant
 */
record Schema(Connection connection) {
  /** Flyway's own: each database has one that is true of it. */
  private static final String HISTORY = "flyway_schema_history";

  /** Its tables, each after those that it refers to. */
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

  /** A table with the columns that it has here, none if there is no such table. */
  Table table(String name) throws SQLException {
    return new Table(
        name,
        texts(
            "select column_name from information_schema.columns where table_schema = ?"
                + " and table_name = ? and is_generated = 'NEVER' order by ordinal_position",
            connection.getSchema(),
            name));
  }

  /** Sequences that stand for themselves, and what each gives next; of the embedded database. */
  Map<String, Long> sequences() throws SQLException {
    return numbers(
        "select sequence_name, base_value from information_schema.sequences"
            + " where sequence_schema = ?",
        connection.getSchema());
  }

  /** Identity columns of a table, and what each gives next; of the embedded database. */
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

  /** The highest number in a column, 0 if there is none. */
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

  /** Takes what it needs of a row. */
  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }
}

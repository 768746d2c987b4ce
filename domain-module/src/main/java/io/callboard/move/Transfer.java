package io.callboard.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The move from one database to another of the same release: all of it, or nothing.
 *
 * @param target in a transaction, which the caller ends
 */
record Transfer(Connection source, Connection target) {

  /**
   * Copies every row and checks what arrived.
   *
   * @return the tables and how many rows each has
   * @throws CannotMove if the databases are not alike, or the target holds anything
   */
  SortedMap<String, Long> run() throws SQLException, CannotMove {
    Schema from = new Schema(source);
    Schema to = new Schema(target);
    List<Table> tables = from.tables();
    for (Table table : tables) {
      requireColumns(table, to.table(table.name()));
    }
    lock(tables);
    for (Table table : tables) {
      requireEmpty(table, to);
    }
    SortedMap<String, Long> copied = new TreeMap<>();
    for (Table table : tables) {
      copied.put(table.name(), copy(table, from, to));
    }
    new Numbering(from, target).goOn(tables);
    return copied;
  }

  private static void requireColumns(Table from, Table to) throws CannotMove {
    if (!new TreeSet<>(from.columns()).equals(new TreeSet<>(to.columns()))) {
      throw new CannotMove("PostgreSQL has another table " + from.name());
    }
  }

  /** A server that starts meanwhile waits, and finds what was moved. */
  private void lock(List<Table> tables) throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.execute(
          tables.stream()
              .map(Table::quoted)
              .collect(Collectors.joining(", ", "lock table ", " in access exclusive mode")));
    }
  }

  private static void requireEmpty(Table table, Schema target) throws SQLException, CannotMove {
    if (target.count(table) > 0) {
      throw new CannotMove(
          "PostgreSQL is not empty: table %s has rows. Give a database that no server ran on."
              .formatted(table.name()));
    }
  }

  private long copy(Table table, Schema from, Schema to) throws SQLException, CannotMove {
    try {
      long copied = new TableCopy(source, target).copy(table);
      if (copied != from.count(table) || copied != to.count(table)) {
        throw new CannotMove("Table " + table.name() + " did not arrive whole");
      }
      return copied;
    } catch (SQLException e) {
      throw new CannotMove("Table " + table.name() + " cannot be copied", e);
    }
  }
}

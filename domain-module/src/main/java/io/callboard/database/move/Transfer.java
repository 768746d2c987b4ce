package io.callboard.database.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The move from one database to another of the same release, in one transaction.
 *
 * @param target in a transaction, which the caller ends
 */
record Transfer(Connection source, Connection target) {

  /**
   * Copies every row and compares the row counts.
   *
   * @return the number of rows by table
   * @throws CannotMove if the databases differ in a table's columns, or the target has rows
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
    new Numbering(from, target).continueFrom(tables);
    return copied;
  }

  private static void requireColumns(Table from, Table to) throws CannotMove {
    if (!new TreeSet<>(from.columns()).equals(new TreeSet<>(to.columns()))) {
      throw new CannotMove(
          "Table "
              + from.name()
              + " has other columns in PostgreSQL than in the embedded database: both must have the"
              + " schema of this release.");
    }
  }

  /** Locks all tables, so that a server that starts now waits and then finds the moved rows. */
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
          "PostgreSQL is not empty: table %s has rows. Use a database that no server has run on."
              .formatted(table.name()));
    }
  }

  private long copy(Table table, Schema from, Schema to) throws SQLException, CannotMove {
    try {
      long copied = new TableCopy(source, target).copy(table);
      if (copied != from.count(table) || copied != to.count(table)) {
        throw new CannotMove(
            "Table " + table.name() + " was not copied completely: the row counts differ");
      }
      return copied;
    } catch (SQLException e) {
      throw new CannotMove("Table " + table.name() + " cannot be copied", e);
    }
  }
}

package io.callboard.database.move;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table with the columns that hold written values.
 *
 * @param columns without those that the database computes
 */
record Table(String name, List<String> columns) {
  Table {
    columns = List.copyOf(columns);
  }

  String quoted() {
    return quoted(name);
  }

  String select() {
    return "select " + names() + " from " + quoted();
  }

  /**
   * Returns the insert statement. It keeps identity values, also where the database would generate
   * them.
   */
  String insert() {
    return "insert into %s (%s) overriding system value values (%s)"
        .formatted(quoted(), names(), String.join(", ", Collections.nCopies(columns.size(), "?")));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String names() {
    return columns.stream().map(Table::quoted).collect(Collectors.joining(", "));
  }
}

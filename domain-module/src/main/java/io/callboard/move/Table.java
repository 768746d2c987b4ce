package io.callboard.move;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table, and the columns that hold what was written to it.
 *
 * @param columns not those that the database computes
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

  /** Identities are what they were, also where the database would not let one choose. */
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

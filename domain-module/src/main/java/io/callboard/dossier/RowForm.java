package io.callboard.dossier;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A row as a JSON object: whatever columns it has, named as the API names members. */
final class RowForm {
  /** Columns whose bytes are a JSON object; all other bytes are told in base64. */
  private static final Set<String> OBJECTS = Set.of("attributes", "headers");

  private RowForm() {}

  static JsonMembers of(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
      texts.put(camelCase(name), text(row, i, name, columns.getColumnTypeName(i)));
    }
    return JsonMembers.of(texts);
  }

  private static String text(ResultSet row, int index, String name, String type)
      throws SQLException {
    if (row.getObject(index) == null) {
      return "null";
    }
    if (type.toLowerCase(Locale.ROOT).startsWith("timestamp")) {
      return JsonMembers.quote(Statements.time(row, index).toString());
    }
    return switch (row.getObject(index)) {
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case byte[] bytes when OBJECTS.contains(name) -> JsonMembers.shown(bytes).toString();
      case byte[] bytes -> JsonMembers.quote(Base64.getEncoder().encodeToString(bytes));
      case Object other -> JsonMembers.quote(other.toString());
    };
  }

  private static String camelCase(String column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_", -1)) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }
}

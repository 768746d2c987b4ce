package io.callboard.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row as a JSON object with all its columns, named in camel case as in the API. */
record DossierRow(Map<String, @Nullable Object> values) {
  /** Columns whose bytes are a JSON object; all other bytes are written in base64. */
  private static final Set<String> OBJECTS = Set.of("attributes", "headers");

  static DossierRow of(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
      values.put(camelCase(name), value(row, i, name, columns.getColumnTypeName(i)));
    }
    return new DossierRow(values);
  }

  private static @Nullable Object value(ResultSet row, int index, String name, String type)
      throws SQLException {
    if (type.toLowerCase(Locale.ROOT).startsWith("timestamp")) {
      return Statements.timeOrNull(row, index);
    }
    return row.getObject(index) instanceof byte[] bytes && OBJECTS.contains(name)
        ? JsonMembers.shown(bytes)
        : row.getObject(index);
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

  /** Returns the number in a column, 0 if it has none. */
  long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, @Nullable Object> value : values.entrySet()) {
      json.writeFieldName(value.getKey());
      write(value.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> json.writeNumber(number.toString());
      case byte[] bytes -> json.writeBinary(bytes);
      case JsonMembers document -> json.writeRawValue(document.toString());
      case Instant time -> json.writeString(time.toString());
      case Object other -> json.writeString(other.toString());
    }
  }
}

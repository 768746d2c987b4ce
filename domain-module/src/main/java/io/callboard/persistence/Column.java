package io.callboard.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of an insert.
 *
 * @param type the type's name in both databases
 * @param element the type's name in PostgreSQL's driver
 * @param array creates an array of the Java type that the driver takes
 * @param value reads the column's value from a row
 */
public record Column<T>(
    String name,
    String type,
    String element,
    IntFunction<@Nullable Object[]> array,
    Value<T, Object> value) {

  /** Reads the value of a column from a row. */
  public interface Value<T, V> {
    @Nullable V of(T row);
  }

  /** Returns a column of UUIDs. */
  public static <T> Column<T> uuid(String name, Value<T, UUID> value) {
    return new Column<>(name, "uuid", "uuid", UUID[]::new, value::of);
  }

  /** Returns a column of text. */
  public static <T> Column<T> text(String name, Value<T, String> value) {
    return new Column<>(name, "varchar", "varchar", String[]::new, value::of);
  }

  /** Returns a column of bytes. */
  public static <T> Column<T> bytes(String name, Value<T, byte[]> value) {
    return new Column<>(name, "bytea", "bytea", byte[][]::new, value::of);
  }

  /** Returns a column of 32-bit integers. */
  public static <T> Column<T> integer(String name, Value<T, Integer> value) {
    return new Column<>(name, "integer", "int4", Integer[]::new, value::of);
  }

  /** Returns a column of 64-bit integers. */
  public static <T> Column<T> bigint(String name, Value<T, Long> value) {
    return new Column<>(name, "bigint", "int8", Long[]::new, value::of);
  }

  /** Returns a column of 64-bit floating-point numbers. */
  public static <T> Column<T> doublePrecision(String name, Value<T, Double> value) {
    return new Column<>(name, "double precision", "float8", Double[]::new, value::of);
  }

  /** Returns a column of booleans. */
  public static <T> Column<T> bool(String name, Value<T, Boolean> value) {
    return new Column<>(name, "boolean", "bool", Boolean[]::new, value::of);
  }

  /** Returns a column of times, which are truncated to microseconds. */
  public static <T> Column<T> time(String name, Value<T, Instant> value) {
    return new Column<>(
        name,
        "timestamp with time zone",
        "timestamptz",
        OffsetDateTime[]::new,
        row -> {
          Instant time = value.of(row);
          return time == null ? null : Statements.utc(time);
        });
  }

  /** Returns this column of all rows as one SQL array. */
  java.sql.Array of(Collection<T> rows, Connection connection) throws SQLException {
    return connection.createArrayOf(element, rows.stream().map(value::of).toArray(array));
  }
}

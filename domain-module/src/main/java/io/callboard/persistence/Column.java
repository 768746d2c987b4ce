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
 * A column that rows are inserted into.
 *
 * @param type its type as both databases write it
 * @param element the same as PostgreSQL's driver knows it
 * @param array makes an array of what the driver takes it as
 * @param value what a row has in it
 */
public record Column<T>(
    String name,
    String type,
    String element,
    IntFunction<@Nullable Object[]> array,
    Value<T, Object> value) {

  /** What a row has in a column. */
  public interface Value<T, V> {
    @Nullable V of(T row);
  }

  /** A column of ids. */
  public static <T> Column<T> uuid(String name, Value<T, UUID> value) {
    return new Column<>(name, "uuid", "uuid", UUID[]::new, value::of);
  }

  /** A column of text. */
  public static <T> Column<T> text(String name, Value<T, String> value) {
    return new Column<>(name, "varchar", "varchar", String[]::new, value::of);
  }

  /** A column of bytes. */
  public static <T> Column<T> bytes(String name, Value<T, byte[]> value) {
    return new Column<>(name, "bytea", "bytea", byte[][]::new, value::of);
  }

  /** A column of whole numbers of 32 bits. */
  public static <T> Column<T> integer(String name, Value<T, Integer> value) {
    return new Column<>(name, "integer", "int4", Integer[]::new, value::of);
  }

  /** A column of whole numbers of 64 bits. */
  public static <T> Column<T> bigint(String name, Value<T, Long> value) {
    return new Column<>(name, "bigint", "int8", Long[]::new, value::of);
  }

  /** A column of floating-point numbers of 64 bits. */
  public static <T> Column<T> doublePrecision(String name, Value<T, Double> value) {
    return new Column<>(name, "double precision", "float8", Double[]::new, value::of);
  }

  /** A column of truth values. */
  public static <T> Column<T> bool(String name, Value<T, Boolean> value) {
    return new Column<>(name, "boolean", "bool", Boolean[]::new, value::of);
  }

  /** A column of times. */
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

  /** The column of these rows as one value. */
  java.sql.Array of(Collection<T> rows, Connection connection) throws SQLException {
    return connection.createArrayOf(element, rows.stream().map(value::of).toArray(array));
  }
}

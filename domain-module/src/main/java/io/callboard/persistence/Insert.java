package io.callboard.persistence;

import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An insert of any number of rows as one statement with a fixed text: its parameters are the
 * columns, each an array. With a parameter for every value, each number of rows would need its own
 * statement, and PostgreSQL would need a quarter more time. Many rows are sent as a {@link
 * BinaryCopy} if the database supports it. Rows are inserted in the order given.
 */
public final class Insert<T> {
  private final String sql;
  private final @Nullable String copy;
  private final List<Column<T>> columns;

  private Insert(String sql, @Nullable String copy, List<Column<T>> columns) {
    this.sql = sql;
    this.copy = copy;
    this.columns = columns;
  }

  /** Returns an insert into a table. */
  public static <T> Insert<T> into(String table, List<Column<T>> columns) {
    String target = table + " (" + names(columns) + ")";
    return new Insert<>(
        "insert into " + target + " select * from " + rows(columns),
        "copy " + target + " from stdin (format binary)",
        columns);
  }

  /**
   * Returns an insert of entities, with the table and columns that their annotations name. The
   * entities do not become managed.
   *
   * @throws IllegalArgumentException if the type of a field is not supported
   */
  public static <T> Insert<T> ofEntity(Class<? extends T> entity) {
    return into(entity.getAnnotation(Table.class).name(), EntityColumns.of(entity));
  }

  /**
   * Returns the same insert, which skips rows whose key exists ({@code on conflict do nothing}).
   */
  public Insert<T> orNothing() {
    return new Insert<>(sql + " on conflict do nothing", null, columns);
  }

  String sql() {
    return sql;
  }

  /** Returns the {@code copy} statement; empty where a copy cannot do the same. */
  Optional<String> copy() {
    return Optional.ofNullable(copy);
  }

  List<Column<T>> columns() {
    return columns;
  }

  private static String names(List<? extends Column<?>> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String rows(List<? extends Column<?>> columns) {
    return columns.stream()
        .map(column -> "cast(? as " + column.type() + " array)")
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }
}

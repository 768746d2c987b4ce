package io.callboard.persistence;

import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An insert of any number of rows as one statement of one shape: its parameters are the columns,
 * each an array. A statement with a parameter for every value would be another one for every number
 * of rows, and costs PostgreSQL a quarter more. Where the rows are many and the database takes a
 * {@link BinaryCopy}, they are sent as one. Rows are inserted in their order.
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

  /** Inserts rows into a table. */
  public static <T> Insert<T> into(String table, List<Column<T>> columns) {
    String target = table + " (" + names(columns) + ")";
    return new Insert<>(
        "insert into " + target + " select * from " + rows(columns),
        "copy " + target + " from stdin (format binary)",
        columns);
  }

  /**
   * Inserts entities into the table and columns that their annotations name. They do not become
   * managed.
   *
   * @throws IllegalArgumentException if there is no column for the type of a field
   */
  public static <T> Insert<T> ofEntity(Class<? extends T> entity) {
    return into(entity.getAnnotation(Table.class).name(), EntityColumns.of(entity));
  }

  /** The same, but for rows whose key is taken. */
  public Insert<T> orNothing() {
    return new Insert<>(sql + " on conflict do nothing", null, columns);
  }

  String sql() {
    return sql;
  }

  /** What copies rows; empty where a copy cannot do the same. */
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

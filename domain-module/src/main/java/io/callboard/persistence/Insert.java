package io.callboard.persistence;

import jakarta.persistence.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An insert of any number of rows as one statement of one shape: its parameters are the columns,
 * each an array. A statement with a parameter for every value would be another one for every number
 * of rows, and costs PostgreSQL a quarter more. Rows are inserted in their order.
 */
public final class Insert<T> {
  private final String sql;
  private final List<Column<T>> columns;

  private Insert(String sql, List<Column<T>> columns) {
    this.sql = sql;
    this.columns = columns;
  }

  /** Inserts rows into a table. */
  public static <T> Insert<T> into(String table, List<Column<T>> columns) {
    return new Insert<>(
        "insert into " + table + " (" + names(columns) + ") select * from " + rows(columns),
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

  /** Inserts rows into a table, each with the next number of a sequence. */
  public static <T> Insert<T> numbered(
      String table, String number, String sequence, List<Column<T>> columns) {
    return new Insert<>(
        "insert into %s (%s, %s) select nextval('%s'), t.* from %s as t"
            .formatted(table, number, names(columns), sequence, rows(columns)),
        columns);
  }

  /** The same, but for rows whose key is taken. */
  public Insert<T> orNothing() {
    return new Insert<>(sql + " on conflict do nothing", columns);
  }

  String sql() {
    return sql;
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

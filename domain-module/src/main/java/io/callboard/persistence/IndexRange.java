package io.callboard.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A range of rows in one index, whose columns are the filtered columns and then the key.
 *
 * <p>The range is written as row comparisons and is ordered by all columns: {@code (source, id) >=
 * (?, ?) and (source, id) <= (?, ?) order by source desc, id desc}. For {@code source = ? order by
 * id}, PostgreSQL prefers to scan the key's own index, whose rows are adjacent, and to filter them.
 * That is fast while many rows match, and reads the whole log when none match. A separate bound on
 * the key alone would lead to that plan again.
 *
 * <p>Bounds are {@code >=} and {@code <=} only, because PostgreSQL estimates a row comparison by
 * its first column. With {@code <} it would expect no rows for that source, and would consider
 * sorting them cheap.
 */
public final class IndexRange {
  private final String key;
  private final List<String> columns = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * Creates a range of keys alone, until a column is added.
   *
   * @param key the last column of every index
   */
  public IndexRange(String key) {
    this.key = key;
  }

  /** Adds the next column of the index with its value; does nothing if the value is null. */
  public IndexRange begin(String column, @Nullable Object value) {
    if (value != null) {
      columns.add(column);
      values.add(value);
    }
    return this;
  }

  /**
   * Adds a condition on a column to the query, unless the value is null or the range already covers
   * the column.
   */
  public IndexRange and(Conditions conditions, String column, @Nullable Object value) {
    if (value != null && !columns.contains(column)) {
      conditions.and(column + " = ?", value);
    }
    return this;
  }

  /** Bounds the range from below by a key, inclusive; by its first row if the key is null. */
  public IndexRange from(Conditions conditions, @Nullable Object first) {
    bound(conditions, ">=", first);
    return this;
  }

  /** Bounds the range from above by a key, inclusive; by its last row if the key is null. */
  public IndexRange to(Conditions conditions, @Nullable Object last) {
    bound(conditions, "<=", last);
    return this;
  }

  private void bound(Conditions conditions, String comparison, @Nullable Object limit) {
    List<String> names = new ArrayList<>(columns);
    List<Object> bounds = new ArrayList<>(values);
    if (limit != null) {
      names.add(key);
      bounds.add(limit);
    }
    if (!names.isEmpty()) {
      String places = String.join(", ", Collections.nCopies(names.size(), "?"));
      conditions.and(
          "(" + String.join(", ", names) + ") " + comparison + " (" + places + ")",
          bounds.toArray());
    }
  }

  /**
   * Returns the {@code order by} clause of the range, each column with {@code asc} or {@code desc}.
   */
  public String order(String direction) {
    List<String> names = new ArrayList<>(columns);
    names.add(key);
    return names.stream()
        .map(name -> name + " " + direction)
        .collect(Collectors.joining(", ", " order by ", ""));
  }
}

package io.callboard.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a range of the index that begins with what is asked of them and ends with their key, in
 * the order of the index. Said with {@code =} and ordered by the key, PostgreSQL would rather walk
 * through all keys, whose rows lie side by side, and pass over what is not wanted: that is quick
 * while much is wanted and reads the whole log when nothing is. Compared as rows, and ordered by
 * all their columns, the one index is left to it; a bound of the key alone would again lead it
 * astray. Bounds are {@code >=} and {@code <=} only, because PostgreSQL guesses from the first
 * column how many rows a comparison of rows leaves: {@code <} the source itself would seem to leave
 * none, and sorting none seems cheap.
 */
public final class IndexRange {
  private final String key;
  private final List<String> columns = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * A range of keys alone, as long as nothing is asked.
   *
   * @param key the last column of every index
   */
  public IndexRange(String key) {
    this.key = key;
  }

  /** Asks a value of the next column of the index, if there is one. */
  public IndexRange begin(String column, @Nullable Object value) {
    if (value != null) {
      columns.add(column);
      values.add(value);
    }
    return this;
  }

  /** Asks what the filter asks of a column, unless the range says so. */
  public IndexRange and(Conditions conditions, String column, @Nullable Object value) {
    if (value != null && !columns.contains(column)) {
      conditions.and(column + " = ?", value);
    }
    return this;
  }

  /** Bounds it from below by a key, included, or by its first row. */
  public IndexRange from(Conditions conditions, @Nullable Object first) {
    bound(conditions, ">=", first);
    return this;
  }

  /** Bounds it from above by a key, included, or by its last row. */
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

  /** The order of the index, with {@code asc} or {@code desc}. */
  public String order(String direction) {
    List<String> names = new ArrayList<>(columns);
    names.add(key);
    return names.stream()
        .map(name -> name + " " + direction)
        .collect(Collectors.joining(", ", " order by ", ""));
  }
}

package io.callboard.web.request;

import io.callboard.persistence.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the value of {@code after} for the next request; null at the end of the list
 */
public record Page<T extends Record>(List<T> items, @Nullable String next) {

  /** Returns a page from a slice of a list. */
  public static <T extends Record> Page<T> of(Slice<T> read, Function<T, Cursor> cursor) {
    boolean goesOn = read.more() && !read.items().isEmpty();
    return new Page<>(read.items(), goesOn ? cursor.apply(read.items().getLast()).text() : null);
  }

  /**
   * Returns a page from a query for one item more than the limit; that item shows that another page
   * follows.
   */
  public static <T extends Record> Page<T> of(
      List<T> found, int limit, Function<T, Cursor> cursor) {
    if (found.size() <= limit) {
      return new Page<>(List.copyOf(found), null);
    }
    List<T> items = List.copyOf(found.subList(0, limit));
    return new Page<>(items, cursor.apply(items.getLast()).text());
  }
}

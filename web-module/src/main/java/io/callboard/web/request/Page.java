package io.callboard.web.request;

import io.callboard.persistence.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what the next request says as {@code after}, null at the end of the list
 */
public record Page<T extends Record>(List<T> items, @Nullable String next) {

  /** A page of what was read of a list. */
  public static <T extends Record> Page<T> of(Slice<T> read, Function<T, Cursor> cursor) {
    boolean goesOn = read.more() && !read.items().isEmpty();
    return new Page<>(read.items(), goesOn ? cursor.apply(read.items().getLast()).text() : null);
  }

  /**
   * A page of items of which one more than the limit was asked for, to know whether there are more.
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

package io.callboard.persistence;

import java.util.List;

/**
 * The items of one page of a list. A page is bounded by rows and by bytes, so that it cannot exceed
 * the memory of the server.
 *
 * @param more whether the list continues after these items
 */
public record Slice<T>(List<T> items, boolean more) {
  /** The highest number of bytes of a page; only a page of one row may be larger. */
  public static final int MAX_BYTES = 1 << 20;

  public Slice {
    items = List.copyOf(items);
  }

  /**
   * Returns how many rows make a page: at most {@code limit}, and at most {@link #MAX_BYTES}, but
   * at least one if there is any.
   *
   * @param sizes the sizes of the rows in bytes, in the order of the list
   */
  public static int rows(List<Integer> sizes, int limit) {
    int rows = 0;
    long bytes = 0;
    while (rows < Math.min(sizes.size(), limit)) {
      bytes += sizes.get(rows);
      if (rows > 0 && bytes > MAX_BYTES) {
        return rows;
      }
      rows++;
    }
    return rows;
  }
}

package io.callboard.persistence;

import java.util.List;

/**
 * A part of a list as one page shows it: bounded by rows and by bytes, so that no row makes a page
 * too large for the memory of the server.
 *
 * @param more whether the list goes on after these
 */
public record Slice<T>(List<T> items, boolean more) {
  /** Bytes of a page, but for one row, which may be larger by itself. */
  public static final int MAX_BYTES = 1 << 20;

  public Slice {
    items = List.copyOf(items);
  }

  /**
   * Returns how many rows make a page: no more than the limit and no more than {@link #MAX_BYTES},
   * but at least one where there is one.
   *
   * @param sizes of the rows in the order of the list, in bytes
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

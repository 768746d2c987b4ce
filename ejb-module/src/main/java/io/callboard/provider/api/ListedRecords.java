package io.callboard.provider.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the provider's list of changed records.
 *
 * @param next the reference to the next page as the provider wrote it, null on the last page
 */
public record ListedRecords(List<Entry> entries, @Nullable String next) {
  public ListedRecords {
    entries = List.copyOf(entries);
  }

  /**
   * A changed record.
   *
   * @param id an id that can be fetched
   * @param updatedAt the time of the change, null if it is missing or cannot be parsed
   * @param json the entry as listed
   */
  public record Entry(String id, @Nullable Instant updatedAt, byte[] json) {}
}

package io.callboard.intake.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of what changed.
 *
 * @param next the reference to the next page as the provider wrote it, null after the last
 */
public record ListedRecords(List<Entry> entries, @Nullable String next) {
  public ListedRecords {
    entries = List.copyOf(entries);
  }

  /**
   * A record that changed.
   *
   * @param id an id that can be fetched
   * @param updatedAt its time of change, null when it has none that parses
   * @param json the entry as it was listed
   */
  public record Entry(String id, @Nullable Instant updatedAt, byte[] json) {}
}

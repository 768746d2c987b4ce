package io.callboard.fetch;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer of a provider's API about a record. */
public sealed interface FetchResult {

  /**
   * The record exists.
   *
   * @param updatedAt the document's own time of change, null if it has none that parses
   */
  record Found(JsonMembers members, @Nullable Instant updatedAt) implements FetchResult {}

  /** The record was deleted permanently. */
  record Deleted() implements FetchResult {}

  /**
   * The record was merged into another.
   *
   * @param into the other record's id, which can be fetched
   */
  record Merged(String into) implements FetchResult {}

  /** The API does not know the record, or does not show it. */
  record Unknown() implements FetchResult {}
}

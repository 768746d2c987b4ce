package io.callboard.fetch;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a provider's API says of a record. */
public sealed interface FetchResult {

  /**
   * It is there.
   *
   * @param updatedAt the document's own time of change, null when it has none that parses
   */
  record Found(JsonMembers members, @Nullable Instant updatedAt) implements FetchResult {}

  /** It is gone for good. */
  record Deleted() implements FetchResult {}

  /**
   * It became part of another.
   *
   * @param into that one's id, which can be fetched
   */
  record Merged(String into) implements FetchResult {}

  /** The API does not know it, or does not show it. */
  record Unknown() implements FetchResult {}
}

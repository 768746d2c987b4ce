package io.callboard.eventlog;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A logged event that can be applied again.
 *
 * @param headers lists of values by lower-case name
 * @param body its exact bytes, null if they are no longer stored
 * @param proven the parts that the signature covered
 */
public record StoredEvent(
    UUID id,
    String source,
    Instant receivedAt,
    EventState state,
    @Nullable String cause,
    @Nullable String contentType,
    @Nullable String address,
    JsonMembers headers,
    byte @Nullable [] body,
    List<String> proven,
    @Nullable Integer secretIndex) {

  public StoredEvent {
    proven = List.copyOf(proven);
  }

  /** Returns whether an operator or a fetch ended the event without applying it. */
  public boolean isEndedUnapplied() {
    return state == EventState.IGNORED
        && cause != null
        && (cause.startsWith(EventLog.DISMISSED) || cause.equals(EventLog.FETCHED_INSTEAD));
  }
}

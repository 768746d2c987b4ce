package io.callboard.eventlog;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log keeps it, to be applied again.
 *
 * @param headers lists of values by lower-case name
 * @param body its exact bytes, null when they are kept no more
 * @param proven which parts the signature covered
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

  /** Whether an operator or a fetch ended it without applying it. */
  public boolean isEndedUnapplied() {
    return state == EventState.IGNORED
        && cause != null
        && (cause.startsWith(EventLog.DISMISSED) || cause.equals(EventLog.FETCHED_INSTEAD));
  }
}

package io.callboard.eventlog;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event with its address, headers and history.
 *
 * @param address the sender's, null for a duplicate, of which the log keeps only the entry
 * @param headers lists of values by lower-case name; empty for a duplicate
 * @param history what happened to it, oldest first; at most 100 duplicates
 */
public record EventDetail(
    EventView event, @Nullable String address, JsonMembers headers, List<Step> history) {

  public EventDetail {
    history = List.copyOf(history);
  }

  /**
   * One step in the history of an event.
   *
   * @param what {@code RECEIVED}, the state in which it was settled, or {@code DUPLICATE} when a
   *     duplicate arrived
   * @param event the duplicate's own id, null otherwise
   */
  public record Step(Instant at, String what, @Nullable UUID event) {}
}

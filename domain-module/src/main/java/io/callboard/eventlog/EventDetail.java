package io.callboard.eventlog;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event with what came beside its body.
 *
 * @param address who sent it, null for a duplicate, of which only the line is kept
 * @param headers lists of values by lower-case name; empty for a duplicate
 * @param history what happened to it, oldest first
 */
public record EventDetail(
    EventView event, @Nullable String address, JsonMembers headers, List<Step> history) {

  public EventDetail {
    history = List.copyOf(history);
  }

  /**
   * Something that happened to an event.
   *
   * @param what {@code RECEIVED}, the state it was settled in, or {@code DUPLICATE} for a
   *     repetition that came
   * @param event the repetition's own id, null otherwise
   */
  public record Step(Instant at, String what, @Nullable UUID event) {}
}

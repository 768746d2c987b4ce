package io.callboard.ledger;

import io.callboard.eventlog.EventState;
import io.callboard.source.SourceCounts;
import io.callboard.source.SourceState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The additions of one transaction to the account of one source. Not thread-safe. */
public final class Tally {
  private final Map<EventState, Integer> states = new EnumMap<>(EventState.class);
  private final Map<Integer, Integer> secretUses = new HashMap<>();
  private int parked;
  private @Nullable SourceState expected;
  private @Nullable UUID lastEvent;
  private @Nullable Instant lastEventAt;

  /** Adds a settled event. */
  public void add(EventState state, UUID event, Instant receivedAt, @Nullable Integer secretIndex) {
    states.merge(state, 1, Integer::sum);
    if (secretIndex != null) {
      secretUses.merge(secretIndex, 1, Integer::sum);
    }
    if (lastEventAt == null || receivedAt.isAfter(lastEventAt)) {
      lastEvent = event;
      lastEventAt = receivedAt;
    }
  }

  /** Moves events from one state to another. */
  public void move(EventState from, EventState to, int events) {
    states.merge(from, -events, Integer::sum);
    states.merge(to, events, Integer::sum);
  }

  /** Adds events whose message could not be read. */
  public void park(int events) {
    parked += events;
  }

  /** Requires the source to be in this state when the tally is added. */
  public void expect(SourceState state) {
    expected = state;
  }

  @Nullable SourceState expected() {
    return expected;
  }

  /** Returns what is added to the totals of the source. */
  SourceCounts counts() {
    return new SourceCounts(
        of(EventState.APPLIED),
        of(EventState.DUPLICATE),
        of(EventState.IGNORED),
        of(EventState.HELD),
        of(EventState.PENDING),
        of(EventState.FAILED),
        parked,
        lastEvent,
        lastEventAt);
  }

  private int of(EventState state) {
    return states.getOrDefault(state, 0);
  }

  Map<Integer, Integer> secretUses() {
    return secretUses;
  }

  @Nullable Instant lastEventAt() {
    return lastEventAt;
  }
}

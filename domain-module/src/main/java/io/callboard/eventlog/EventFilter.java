package io.callboard.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter for events; null matches all.
 *
 * @param key the delivery key's text
 * @param from the earliest arrival, inclusive
 * @param to the latest arrival, exclusive
 */
public record EventFilter(
    @Nullable String source,
    @Nullable String type,
    @Nullable EventState state,
    @Nullable String kind,
    @Nullable String subject,
    @Nullable String key,
    @Nullable Instant from,
    @Nullable Instant to) {
  public static final EventFilter ALL =
      new EventFilter(null, null, null, null, null, null, null, null);

  /** Returns this filter with another state. */
  public EventFilter in(EventState other) {
    return new EventFilter(source, type, other, kind, subject, key, from, to);
  }

  /** Returns this filter with another source. */
  EventFilter of(String source) {
    return new EventFilter(source, type, state, kind, subject, key, from, to);
  }

  /** Returns whether the filter needs an index that begins with the source, but names no source. */
  boolean asksEverySource() {
    boolean known = source != null || subject != null || key != null;
    boolean common = state == null || state == EventState.APPLIED;
    return !known && !(common && type == null && kind == null);
  }
}

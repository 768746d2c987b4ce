package io.callboard.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; null asks for any.
 *
 * @param key the delivery key's text
 * @param from the earliest arrival, included
 * @param to the latest arrival, not included
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

  /** The same of one state. */
  public EventFilter in(EventState other) {
    return new EventFilter(source, type, other, kind, subject, key, from, to);
  }

  /** The same of one source. */
  EventFilter of(String source) {
    return new EventFilter(source, type, state, kind, subject, key, from, to);
  }

  /** Whether it asks for what the log's indexes know of each source alone. */
  boolean asksEverySource() {
    boolean known = source != null || subject != null || key != null;
    boolean common = state == null || state == EventState.APPLIED;
    return !known && !(common && type == null && kind == null);
  }
}

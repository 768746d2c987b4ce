package io.callboard.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * The events that retention spares for what they are: someone waits for them, or has yet to decide
 * about them. A failed one is spared as long as events are kept.
 *
 * @param failed the time since which what failed is kept
 */
record Spared(Instant failed) {

  /** The condition on the row {@code e} of an event. */
  String sql() {
    UUID oldest = WeekPartition.firstId(failed);
    return "(e.state in ('HELD', 'PENDING') or (e.state = 'FAILED' and e.id >= '%s'))"
        .formatted(oldest);
  }
}

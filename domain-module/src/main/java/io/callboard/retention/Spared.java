package io.callboard.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * The events that retention spares because of their state: they are held or pending, or they failed
 * and are not older than events are kept.
 *
 * @param failed the time since which failed events are kept
 */
record Spared(Instant failed) {

  /** Returns the condition on the row {@code e} of an event. */
  String sql() {
    UUID oldest = WeekPartition.firstId(failed);
    return "(e.state in ('HELD', 'PENDING') or (e.state = 'FAILED' and e.id >= '%s'))"
        .formatted(oldest);
  }
}

package io.callboard.rejection;

import io.callboard.persistence.Conditions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects rejections; a null component selects any value.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
public record RejectionFilter(
    @Nullable String source,
    @Nullable String reason,
    @Nullable Instant from,
    @Nullable Instant to) {
  public static final RejectionFilter ALL = new RejectionFilter(null, null, null, null);

  /** Returns the exact conditions on the time; ids contain it only roughly. */
  Conditions period() {
    return new Conditions().andIf("at >= ?", from).andIf("at < ?", to);
  }
}

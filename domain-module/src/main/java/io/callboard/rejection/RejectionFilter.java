package io.callboard.rejection;

import io.callboard.persistence.Conditions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rejections are wanted; null asks for any.
 *
 * @param from the earliest, included
 * @param to the latest, not included
 */
public record RejectionFilter(
    @Nullable String source,
    @Nullable String reason,
    @Nullable Instant from,
    @Nullable Instant to) {
  public static final RejectionFilter ALL = new RejectionFilter(null, null, null, null);

  /** What it asks of the time, which ids tell roughly. */
  Conditions period() {
    return new Conditions().andIf("at >= ?", from).andIf("at < ?", to);
  }
}

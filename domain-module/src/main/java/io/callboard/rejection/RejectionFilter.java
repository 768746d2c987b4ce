package io.callboard.rejection;

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
}

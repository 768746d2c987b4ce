package io.callboard.rejection;

import io.callboard.persistence.ArrivalIds;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.IndexRange;
import java.time.Instant;
import java.util.UUID;
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

  /** The index that begins with what it asks. */
  IndexRange range() {
    return new IndexRange("id").begin("source", source).begin("reason", reason);
  }

  /** What it asks of the time, which ids tell roughly. */
  Conditions period() {
    return new Conditions().andIf("at >= ?", from).andIf("at < ?", to);
  }

  /** The lowest id of its period, null if that has no beginning. */
  @Nullable UUID first() {
    return from == null ? null : ArrivalIds.from(from);
  }

  /** The highest id of its period, null if that has no end. */
  @Nullable UUID last() {
    return to == null ? null : ArrivalIds.before(ArrivalIds.from(to.plusMillis(1)));
  }
}

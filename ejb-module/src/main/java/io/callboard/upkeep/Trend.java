package io.callboard.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The growth of two counters over a sliding time window. */
final class Trend {
  private final Duration window;
  private final Deque<Sums> seen = new ArrayDeque<>();

  Trend(Duration window) {
    this.window = window;
  }

  /**
   * Records the current sums.
   *
   * @return their growth within the window; empty at the first call
   */
  Optional<Sums> add(Instant now, long accepted, long rejected) {
    while (seen.size() > 1 && !seen.peekFirst().at().plus(window).isAfter(now)) {
      seen.removeFirst();
    }
    Optional<Sums> growth =
        Optional.ofNullable(seen.peekFirst())
            .map(first -> new Sums(now, accepted - first.accepted, rejected - first.rejected));
    seen.addLast(new Sums(now, accepted, rejected));
    return growth;
  }

  /** Accepted and refused deliveries up to a time, or their growth until then. */
  record Sums(Instant at, long accepted, long rejected) {}
}

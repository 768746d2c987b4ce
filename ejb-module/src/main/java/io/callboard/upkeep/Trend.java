package io.callboard.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What sums that only grow were over a time that moves with the clock. */
final class Trend {
  private final Duration window;
  private final Deque<Sums> seen = new ArrayDeque<>();

  Trend(Duration window) {
    this.window = window;
  }

  /**
   * Takes note of the sums now.
   *
   * @return by how much they grew within the window; absent at the first sight of them
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

  /** Accepted and refused deliveries at a time, or in a time until then. */
  record Sums(Instant at, long accepted, long rejected) {}
}

package io.callboard.fetch;

import java.time.Duration;

/**
 * How many calls may be made in any stretch of time.
 *
 * @param calls at most so many
 * @param window in so long a time, wherever it begins
 */
public record CallLimit(int calls, Duration window) {
  private static final int BURSTS = 6;

  /** How many may be made at once; the others drip in over the rest of the window. */
  double burst() {
    return Math.max(1, calls / BURSTS);
  }

  double perSecond() {
    return (calls - burst()) / window.toSeconds();
  }
}

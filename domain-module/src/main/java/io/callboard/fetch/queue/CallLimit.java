package io.callboard.fetch.queue;

import java.time.Duration;

/**
 * A rate limit.
 *
 * @param calls the maximum number of calls in a window
 * @param window the length of any window, wherever it begins
 */
public record CallLimit(int calls, Duration window) {
  private static final int BURSTS = 6;

  /**
   * Returns how many calls may be made at once; the others are spread over the rest of the window.
   */
  double burst() {
    return Math.max(1, calls / BURSTS);
  }

  double perSecond() {
    return (calls - burst()) / window.toSeconds();
  }
}

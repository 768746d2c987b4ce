package io.callboard.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a signed time may lie from now. Compares whole numbers, so that no time, however far
 * away, overflows or throws.
 *
 * @param past how old a signature may be
 * @param ahead how far the sender's clock may run ahead of ours
 */
public record Freshness(Duration past, Duration ahead) {

  /** Whether a time in seconds since the epoch is near enough to now. */
  public boolean coversSecond(long second, Instant now) {
    return second >= now.getEpochSecond() - past.toSeconds()
        && second <= now.getEpochSecond() + ahead.toSeconds();
  }

  /** Whether a time in milliseconds since the epoch is near enough to now. */
  public boolean coversMilli(long milli, Instant now) {
    return milli >= now.toEpochMilli() - past.toMillis()
        && milli <= now.toEpochMilli() + ahead.toMillis();
  }
}

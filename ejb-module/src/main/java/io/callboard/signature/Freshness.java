package io.callboard.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * The allowed distance between a signed time and now. It compares whole numbers, so no time
 * overflows or throws, however far away it is.
 *
 * @param past how old a signature may be
 * @param ahead how far the sender's clock may run ahead of ours
 */
public record Freshness(Duration past, Duration ahead) {

  /** Returns whether a time in seconds since the epoch is within the allowed distance. */
  public boolean coversSecond(long second, Instant now) {
    return second >= now.getEpochSecond() - past.toSeconds()
        && second <= now.getEpochSecond() + ahead.toSeconds();
  }

  /** Returns whether a time in milliseconds since the epoch is within the allowed distance. */
  public boolean coversMilli(long milli, Instant now) {
    return milli >= now.toEpochMilli() - past.toMillis()
        && milli <= now.toEpochMilli() + ahead.toMillis();
  }
}

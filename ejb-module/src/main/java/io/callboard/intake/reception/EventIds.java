package io.callboard.intake.reception;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A generator of UUIDv7 event ids (RFC 9562 section 5.7): 48 bits of milliseconds, a 12-bit counter
 * within the millisecond, 62 random bits. Ids of one node increase strictly. If a millisecond has
 * over 4,096 ids, or the clock steps back, the ids run ahead of the clock.
 */
final class EventIds {
  private final AtomicLong last = new AtomicLong();

  /** Returns a new id for an arrival time. */
  UUID next(Instant arrival) {
    long earliest = arrival.toEpochMilli() << 12;
    long ticks = last.updateAndGet(previous -> Math.max(previous + 1, earliest));
    long high = ((ticks >>> 12) << 16) | 0x7000L | (ticks & 0xFFF);
    long low = (ThreadLocalRandom.current().nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}

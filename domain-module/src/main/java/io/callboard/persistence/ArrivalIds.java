package io.callboard.persistence;

import java.time.Instant;
import java.util.UUID;

/**
 * Ids of what arrives are UUIDv7 (RFC 9562, section 5.7): their first 48 bits are the milliseconds
 * of the Unix epoch, so that a period is a range of ids.
 */
public final class ArrivalIds {
  private ArrivalIds() {}

  /** The lowest id of a moment's millisecond. */
  public static UUID from(Instant time) {
    long millis = Math.clamp(time.toEpochMilli(), 0, (1L << 47) - 1);
    return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }

  /** The id just below another, as databases order them. */
  public static UUID before(UUID id) {
    long low = id.getLeastSignificantBits();
    long high = id.getMostSignificantBits();
    return new UUID(low == 0 ? high - 1 : high, low - 1);
  }

  /** The id just above another, as databases order them. */
  public static UUID after(UUID id) {
    long low = id.getLeastSignificantBits() + 1;
    long high = id.getMostSignificantBits();
    return new UUID(low == 0 ? high + 1 : high, low);
  }
}

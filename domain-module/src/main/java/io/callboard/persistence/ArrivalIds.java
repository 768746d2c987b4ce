package io.callboard.persistence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on the ids of deliveries, which are UUIDv7 (RFC 9562, section 5.7). Their first 48
 * bits are the milliseconds since the Unix epoch, so a period is a range of ids.
 */
public final class ArrivalIds {
  private ArrivalIds() {}

  /**
   * Returns the lowest id of a period that begins at this time; null for a period without a start.
   */
  public static @Nullable UUID first(@Nullable Instant from) {
    return from == null ? null : lowest(from);
  }

  /**
   * Returns the highest id of a period that ends at this time, its millisecond included; null for a
   * period without an end.
   */
  public static @Nullable UUID last(@Nullable Instant to) {
    return to == null ? null : before(lowest(to.plusMillis(1)));
  }

  private static UUID lowest(Instant time) {
    long millis = Math.clamp(time.toEpochMilli(), 0, (1L << 47) - 1);
    return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }

  /** Returns the time of arrival, to the millisecond. */
  public static Instant time(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** Returns the lower of two ids; the other one if one is null. */
  public static @Nullable UUID earlier(@Nullable UUID one, @Nullable UUID other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns the higher of two ids; the other one if one is null. */
  public static @Nullable UUID later(@Nullable UUID one, @Nullable UUID other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Returns the next lower id in the order of the databases; null for null. */
  public static @Nullable UUID before(@Nullable UUID id) {
    if (id == null) {
      return null;
    }
    long low = id.getLeastSignificantBits();
    long high = id.getMostSignificantBits();
    return new UUID(low == 0 ? high - 1 : high, low - 1);
  }

  /** Returns the next higher id in the order of the databases; null for null. */
  public static @Nullable UUID after(@Nullable UUID id) {
    if (id == null) {
      return null;
    }
    long low = id.getLeastSignificantBits() + 1;
    long high = id.getMostSignificantBits();
    return new UUID(low == 0 ? high + 1 : high, low);
  }
}

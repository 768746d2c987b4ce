package io.callboard.persistence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids of what arrives are UUIDv7 (RFC 9562, section 5.7): their first 48 bits are the milliseconds
 * of the Unix epoch, so that a period is a range of ids.
 */
public final class ArrivalIds {
  private ArrivalIds() {}

  /** The lowest id of a period that begins at a moment; null of one without beginning. */
  public static @Nullable UUID first(@Nullable Instant from) {
    return from == null ? null : lowest(from);
  }

  /** The highest id of a period that ends before a moment; null of one without end. */
  public static @Nullable UUID last(@Nullable Instant to) {
    return to == null ? null : before(lowest(to.plusMillis(1)));
  }

  private static UUID lowest(Instant time) {
    long millis = Math.clamp(time.toEpochMilli(), 0, (1L << 47) - 1);
    return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L);
  }

  /** The millisecond in which an event arrived. */
  public static Instant time(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** The earlier of two, null if there is none. */
  public static @Nullable UUID earlier(@Nullable UUID one, @Nullable UUID other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The later of two, null if there is none. */
  public static @Nullable UUID later(@Nullable UUID one, @Nullable UUID other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  /** The id just below another, as databases order them; null of none. */
  public static @Nullable UUID before(@Nullable UUID id) {
    if (id == null) {
      return null;
    }
    long low = id.getLeastSignificantBits();
    long high = id.getMostSignificantBits();
    return new UUID(low == 0 ? high - 1 : high, low - 1);
  }

  /** The id just above another, as databases order them; null of none. */
  public static @Nullable UUID after(@Nullable UUID id) {
    if (id == null) {
      return null;
    }
    long low = id.getLeastSignificantBits() + 1;
    long high = id.getMostSignificantBits();
    return new UUID(low == 0 ? high + 1 : high, low);
  }
}

package io.callboard.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A provider's time, read only when it lies in the years 1 to 9999, which every database keeps. */
public final class EventTime {
  private static final int LONGEST = 64;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private EventTime() {}

  /** An ISO 8601 time with an offset; empty for other text. */
  public static Optional<Instant> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(EventTime::isNear);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A time in seconds since the epoch; empty for one too far away. */
  public static Optional<Instant> ofSecond(long second) {
    return second < FIRST.getEpochSecond() || second > LAST.getEpochSecond()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(second));
  }

  /** A time in milliseconds since the epoch; empty for one too far away. */
  public static Optional<Instant> ofMilli(long milli) {
    return Optional.of(Instant.ofEpochMilli(milli)).filter(EventTime::isNear);
  }

  private static boolean isNear(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}

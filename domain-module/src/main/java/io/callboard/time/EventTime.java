package io.callboard.time;

import io.callboard.json.JsonMembers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only parser of times from providers, for typed columns and for versions alike. It reads:
 *
 * <ul>
 *   <li>ISO 8601 with {@code T} or a space, a fraction of any length, and an offset ({@code Z},
 *       {@code +01:00}, {@code +0100}, {@code +01}) or {@code UTC} or {@code GMT}, with or without
 *       a space before it; a time without an offset is UTC;
 *   <li>a number, or text that is one, since the epoch: seconds below 100,000,000,000, else
 *       milliseconds, both with an optional fraction;
 *   <li>RFC 1123, such as {@code Thu, 23 Dec 2021 10:26:21 GMT}.
 * </ul>
 *
 * <p>Times outside the years 1 to 9999, which every database supports, are not read. Fractions are
 * cut to microseconds.
 */
public final class EventTime {
  private static final int LONGEST = 1_000;
  private static final long FIRST_MILLI = 100_000_000_000L;
  private static final int NANO_DIGITS = 9;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,]([0-9]+))?"
              + " ?([Zz]|UTC|GMT|([+-][0-9]{2}):?([0-9]{2})?)?");

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,17}(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?");

  private EventTime() {}

  /** Returns the time of a string or number member; empty for any other value. */
  public static Optional<Instant> of(JsonMembers members, String name) {
    return members.literal(name).flatMap(EventTime::parse);
  }

  /** Returns the time in a text; empty if the text has another form. */
  public static Optional<Instant> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(text).truncatedTo(ChronoUnit.MICROS)).filter(EventTime::isNear);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant read(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      return LocalDateTime.parse(iso.group(1) + "T" + iso.group(2))
          .toInstant(offset(iso))
          .plusNanos(nanos(iso.group(3)));
    }
    return NUMBER.matcher(text).matches()
        ? sinceEpoch(text)
        : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static ZoneOffset offset(Matcher iso) {
    if (iso.group(5) == null) {
      return ZoneOffset.UTC;
    }
    String minutes = iso.group(6) == null ? "00" : iso.group(6);
    return ZoneOffset.of(iso.group(5) + ":" + minutes);
  }

  private static long nanos(@Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    String digits = fraction.substring(0, Math.min(fraction.length(), NANO_DIGITS));
    return Long.parseLong(digits + "0".repeat(NANO_DIGITS - digits.length()));
  }

  /**
   * Reads exponents too, because some languages print doubles with them. Such values are exact to
   * the millisecond.
   */
  private static Instant sinceEpoch(String text) {
    int point = text.indexOf('.');
    if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      double value = Double.parseDouble(text);
      return Instant.ofEpochMilli(
          Math.round(Math.abs(value) < FIRST_MILLI ? value * 1_000 : value));
    }
    long whole = Long.parseLong(point < 0 ? text : text.substring(0, point));
    long nanos = point < 0 ? 0 : nanos(text.substring(point + 1));
    long forwards = text.startsWith("-") ? -nanos : nanos;
    return Math.abs(whole) < FIRST_MILLI
        ? Instant.ofEpochSecond(whole, forwards)
        : Instant.ofEpochMilli(whole).plusNanos(forwards / 1_000);
  }

  /** Returns the time of seconds since the epoch; empty outside the years 1 to 9999. */
  public static Optional<Instant> ofSecond(long second) {
    return second < FIRST.getEpochSecond() || second > LAST.getEpochSecond()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(second));
  }

  /** Returns the time of milliseconds since the epoch; empty outside the years 1 to 9999. */
  public static Optional<Instant> ofMilli(long milli) {
    return Optional.of(Instant.ofEpochMilli(milli)).filter(EventTime::isNear);
  }

  /**
   * Returns the time that counts for an event: its own, or its arrival if its own is too far ahead.
   * Without this bound, one wrong clock would block all later events of a record.
   *
   * @param ahead how far the sender's clock may run ahead
   */
  public static Instant bounded(Instant time, Instant arrival, Duration ahead) {
    return time.isAfter(arrival.plus(ahead)) ? arrival : time;
  }

  private static boolean isNear(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}

package io.callboard.intake.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/** ISO 8601 durations in settings, including years and months: P1Y is 365 days, P1M is 30. */
final class IsoDuration {
  private static final int LONGEST = 40;

  private IsoDuration() {}

  /** Returns a duration from zero to a thousand years of 365 days; empty for any other text. */
  static Optional<Duration> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return read(text)
        .filter(duration -> !duration.isNegative())
        .filter(duration -> duration.compareTo(Duration.ofDays(365_000)) <= 0);
  }

  private static Optional<Duration> read(String text) {
    try {
      return Optional.of(
          text.contains("T") || text.contains("t") ? Duration.parse(text) : days(text));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Duration days(String text) {
    Period period = Period.parse(text);
    return Duration.ofDays(period.getYears() * 365L + period.getMonths() * 30L + period.getDays());
  }
}

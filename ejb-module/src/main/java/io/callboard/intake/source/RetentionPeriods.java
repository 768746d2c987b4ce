package io.callboard.intake.source;

import io.callboard.retention.RetentionPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The retention periods of {@code callboard.retention.*}, each at least one day. */
public final class RetentionPeriods {
  private static final Duration SHORTEST = Duration.ofDays(1);

  private RetentionPeriods() {}

  /**
   * Returns for each period the time before which data is deleted.
   *
   * @throws IllegalArgumentException if a setting cannot be used; {@link Sources} rejects it at
   *     startup
   */
  public static Map<RetentionPeriod, Instant> keptSince(Config config, Instant now) {
    Map<RetentionPeriod, Instant> since = new EnumMap<>(RetentionPeriod.class);
    for (RetentionPeriod period : RetentionPeriod.values()) {
      Duration kept =
          read(config, period).orElseThrow(() -> new IllegalArgumentException(period.key()));
      since.put(period, now.minus(kept));
    }
    return since;
  }

  /** Returns one line for each setting that cannot be used. */
  static List<String> wrong(Config config) {
    List<String> wrong = new ArrayList<>();
    for (RetentionPeriod period : RetentionPeriod.values()) {
      if (read(config, period).isEmpty()) {
        wrong.add(period.key() + ": expected an ISO 8601 duration of at least P1D, such as P30D");
      }
    }
    return wrong;
  }

  /** Returns the period, or empty if its setting cannot be used. */
  public static Optional<Duration> read(Config config, RetentionPeriod period) {
    Optional<String> text = config.getOptionalValue(period.key(), String.class);
    return text.isEmpty()
        ? Optional.of(period.defaultPeriod())
        : text.flatMap(IsoDuration::parse).filter(kept -> kept.compareTo(SHORTEST) >= 0);
  }
}

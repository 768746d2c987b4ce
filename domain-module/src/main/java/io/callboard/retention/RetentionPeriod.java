package io.callboard.retention;

import java.time.Duration;
import java.util.Locale;

/** The kinds of data that retention removes, with their default periods in days. */
public enum RetentionPeriod {
  /** Bodies and headers of events; never kept longer than their events. */
  BODIES(30),
  EVENTS(365),
  /** Delivery keys, by which duplicates are recognized. */
  KEYS(365),
  REJECTIONS(30),
  CHANGES(90),
  AUDIT(3 * 365);

  private final Duration defaultPeriod;

  RetentionPeriod(int days) {
    this.defaultPeriod = Duration.ofDays(days);
  }

  /** Returns the key of the setting. */
  public String key() {
    return "callboard.retention." + name().toLowerCase(Locale.ROOT);
  }

  /** Returns the default period. */
  public Duration defaultPeriod() {
    return defaultPeriod;
  }
}

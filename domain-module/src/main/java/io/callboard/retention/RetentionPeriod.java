package io.callboard.retention;

import java.time.Duration;
import java.util.Locale;

/** How long each kind of thing is kept, unless the configuration says otherwise. */
public enum RetentionPeriod {
  /** Bodies and headers of events; never kept longer than their events. */
  BODIES(30),
  EVENTS(365),
  /** What duplicates are known by. */
  KEYS(365),
  REJECTIONS(30),
  DELIVERIES(30),
  CHANGES(90),
  AUDIT(3 * 365);

  private final Duration usual;

  RetentionPeriod(int days) {
    this.usual = Duration.ofDays(days);
  }

  /** The setting's key. */
  public String key() {
    return "callboard.retention." + name().toLowerCase(Locale.ROOT);
  }

  /** The period that holds without a setting. */
  public Duration usual() {
    return usual;
  }
}

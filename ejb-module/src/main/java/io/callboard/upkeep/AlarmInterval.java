package io.callboard.upkeep;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** The time between two checks for alarms: {@code callboard.alarms.interval-seconds}. */
public final class AlarmInterval {
  private static final String KEY = "callboard.alarms.interval-seconds";
  private static final String DEFAULT = "60";

  private AlarmInterval() {}

  /**
   * Returns the time between the end of one check and the start of the next.
   *
   * @throws IllegalArgumentException if the setting cannot be used
   */
  public static Duration of(Config config) {
    String text = config.getOptionalValue(KEY, String.class).orElse(DEFAULT);
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(KEY + ": expected a number of seconds from 1 to 99999");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }
}

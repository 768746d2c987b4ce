package io.callboard.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open or cleared alarm.
 *
 * @param kind the {@link AlarmKind#word} of its kind
 * @param subject the source that it is about, empty for the whole installation
 * @param clearedAt null while it is open
 */
public record Alarm(
    long id,
    String kind,
    String subject,
    String detail,
    Instant raisedAt,
    @Nullable Instant clearedAt) {

  /** Returns the alarm as one line for the log or a mail. */
  public String line() {
    return kind + (subject.isEmpty() ? "" : " (" + subject + ")") + ": " + detail;
  }
}

package io.callboard.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm.
 *
 * @param kind the word of an {@link AlarmKind}
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

  /** The alarm in a line, as a log or a mail has it. */
  public String line() {
    return kind + (subject.isEmpty() ? "" : " (" + subject + ")") + ": " + detail;
  }
}

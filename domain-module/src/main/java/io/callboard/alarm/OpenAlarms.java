package io.callboard.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * A snapshot of the open alarms, for callers that must not wait for the database. {@link
 * #replaceWith} replaces it.
 */
@ApplicationScoped
public class OpenAlarms {
  private volatile List<Alarm> alarms = List.of();

  /** Replaces the snapshot. */
  public void replaceWith(List<Alarm> open) {
    alarms = List.copyOf(open);
  }

  /** Returns whether the snapshot contains this alarm. */
  public boolean has(AlarmKind kind, String subject) {
    return alarms.stream()
        .anyMatch(alarm -> alarm.kind().equals(kind.word()) && alarm.subject().equals(subject));
  }

  /** Returns the snapshot. */
  public List<Alarm> current() {
    return alarms;
  }
}

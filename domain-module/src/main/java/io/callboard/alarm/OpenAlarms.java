package io.callboard.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The alarms that were open when this node last looked; for those who cannot wait for a database.
 */
@ApplicationScoped
public class OpenAlarms {
  private volatile List<Alarm> alarms = List.of();

  /** Tells what is open now. */
  public void are(List<Alarm> open) {
    alarms = List.copyOf(open);
  }

  /** Whether this alarm was open when somebody last told. */
  public boolean has(AlarmKind kind, String subject) {
    return alarms.stream()
        .anyMatch(alarm -> alarm.kind().equals(kind.word()) && alarm.subject().equals(subject));
  }

  /** What was open when somebody last told. */
  public List<Alarm> now() {
    return alarms;
  }
}

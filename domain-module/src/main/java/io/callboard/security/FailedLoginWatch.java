package io.callboard.security;

import io.callboard.alarm.AlarmKind;
import io.callboard.alarm.Alarms;
import io.callboard.alarm.OpenAlarms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Logs once a minute which logins failed on this node, and keeps an alarm raised while many fail on
 * all nodes together.
 */
@ApplicationScoped
public class FailedLoginWatch {
  /**
   * The number of failures within {@link FailedLoginHistory#WINDOW} from which they are not a
   * person's mistake.
   */
  static final long MANY = 20;

  private static final Duration LINE_PAUSE = Duration.ofMinutes(1);
  private static final System.Logger LOG = System.getLogger(FailedLoginWatch.class.getName());

  private final FailedLogins failed;
  private final FailedLoginHistory history;
  private final Alarms alarms;
  private final OpenAlarms open;
  private final Clock clock;
  private Instant lastLine = Instant.MIN;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected FailedLoginWatch() {
    this(null, null, null, null, null);
  }

  @Inject
  FailedLoginWatch(
      FailedLogins failed,
      FailedLoginHistory history,
      Alarms alarms,
      OpenAlarms open,
      Clock clock) {
    this.failed = failed;
    this.history = history;
    this.alarms = alarms;
    this.open = open;
    this.clock = clock;
  }

  /**
   * Logs new failures, and raises or clears the alarm. One thread calls it every minute, outside of
   * a transaction. Failures that could not be stored are kept for the next call.
   */
  public void check() {
    log(clock.instant());
    long failures = failed.unrecorded();
    if (failures > 0) {
      history.add(failures);
      failed.recorded(failures);
    }
    long total = history.total();
    boolean known = open.has(AlarmKind.LOGINS_FAILING, "");
    if (total >= MANY && !known) {
      alarms.raise(AlarmKind.LOGINS_FAILING, "", detail(total));
    } else if (total < MANY && known) {
      alarms.clear(AlarmKind.LOGINS_FAILING, "");
    }
  }

  private static String detail(long total) {
    return ("%d logins failed within %d minutes; the server's log names their users and networks"
            + " once a minute, in lines with \"Failed logins\"")
        .formatted(total, FailedLoginHistory.WINDOW.toMinutes());
  }

  private void log(Instant now) {
    if (now.isBefore(lastLine.plus(LINE_PAUSE))) {
      return;
    }
    var counts = failed.take();
    if (counts.total() > 0) {
      lastLine = now;
      LOG.log(Level.WARNING, "Failed logins: {0}", counts.line());
    }
  }
}

package io.callboard.intake.listener;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The log of database outages: one line when an outage begins, one when its reason changes, one
 * when it is over. Two warnings are at least a minute apart, even if outages follow each other
 * quickly. The end of an outage is logged only if its start was. The start of the application
 * counts as an outage until the database first answers. No line has a stack trace.
 */
final class OutageLog {
  private static final System.Logger LOG = System.getLogger(DatabaseGate.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MAX_DEPTH = 30;

  private final InstantSource clock;
  private Instant lastWarning = Instant.MIN;

  /** The logged reason of the current outage; null if no outage is logged. */
  private @Nullable String reason = "";

  OutageLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Records that the database could not be used. */
  synchronized void outage(Throwable failure) {
    String now = reason(failure);
    Instant time = clock.instant();
    if (now.equals(reason) || time.isBefore(lastWarning.plus(PAUSE))) {
      return;
    }
    reason = now;
    lastWarning = time;
    LOG.log(
        Level.WARNING, "The database cannot be used; events are kept in the queue: {0}", reason);
  }

  /** Records that the database answered. */
  synchronized void over() {
    if (reason != null) {
      LOG.log(Level.INFO, "The database answers");
      reason = null;
    }
  }

  /** Returns the innermost SQL error, which is more specific than the container's wrappers. */
  private static String reason(Throwable failure) {
    Throwable told = failure;
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof SQLException || !(told instanceof SQLException)) {
        told = at;
      }
      at = at.getCause();
    }
    return told.toString();
  }
}

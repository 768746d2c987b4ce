package io.callboard.upkeep;

import io.callboard.intake.listener.DatabaseGate;
import io.callboard.intake.settlement.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An attempt at recurring work. Failed work is retried at its next run. A scheduled task that
 * throws would never run again, so only an {@link OutOfMemoryError} is thrown. An outage shuts the
 * {@link DatabaseGate}, which logs it once for all of Callboard. Any other failure is logged at
 * most once a minute for each kind of work.
 */
@ApplicationScoped
class Attempt {
  private static final System.Logger LOG = System.getLogger(Attempt.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final DatabaseGate gate;
  private final Clock clock;
  private final Map<String, Instant> logged = new HashMap<>();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Attempt() {
    this.gate = null;
    this.clock = null;
  }

  @Inject
  Attempt(DatabaseGate gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  /** Work that may fail because the database is unavailable. */
  interface Work {
    void run() throws SQLException;
  }

  /** Runs the named work, or logs why it failed. */
  void at(String name, Work work) {
    try {
      work.run();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Error e) {
      log(name, () -> LOG.log(Level.ERROR, name + " failed and is retried", e));
    } catch (SQLException | RuntimeException e) {
      if (Fault.of(e) == Fault.OUTAGE) {
        gate.shut(e);
      } else {
        log(
            name,
            () -> LOG.log(Level.WARNING, "{0} failed and is retried: {1}", name, e.toString()));
      }
    }
  }

  private void log(String name, Runnable line) {
    if (isDue(name)) {
      line.run();
    }
  }

  private synchronized boolean isDue(String name) {
    Instant now = clock.instant();
    Instant last = logged.getOrDefault(name, Instant.MIN);
    if (now.isBefore(last.plus(PAUSE))) {
      return false;
    }
    logged.put(name, now);
    return true;
  }
}

package io.callboard.intake.settlement;

import io.callboard.operations.IntakeHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps listeners waiting while the database is away, so that nothing spins. It begins shut, opens
 * when the database answers and its schema is of this release, shuts when a listener tells of an
 * outage, and asks once a second until it may open again.
 */
@ApplicationScoped
public class DatabaseGate {
  private static final System.Logger LOG = System.getLogger(DatabaseGate.class.getName());
  private static final long PROBE_MILLIS = 1_000;
  private static final int VALID_SECONDS = 5;

  private final IntakeHealth health;
  private volatile CountDownLatch shut = new CountDownLatch(1);
  private volatile boolean ended;
  private volatile boolean prepared;
  private @Nullable String lastTrouble;
  private @Nullable Future<?> probes;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DatabaseGate() {
    this.health = null;
  }

  @Inject
  DatabaseGate(IntakeHealth health) {
    this.health = health;
  }

  /** What must succeed once before the gate opens for the first time. */
  interface Preparation {
    void prepare() throws SQLException;
  }

  /** Whether what had to succeed once has. */
  boolean isPrepared() {
    return prepared;
  }

  /** Begins to ask the database. */
  void begin(DataSource database, Preparation preparation, ScheduledExecutorService executor) {
    probes =
        executor.scheduleWithFixedDelay(
            () -> probe(database, preparation), 0, PROBE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets waiting listeners go, with the answer that the gate is shut. */
  void end() {
    ended = true;
    if (probes != null) {
      probes.cancel(true);
    }
    shut.countDown();
  }

  /** Waits until the gate is open; false when it stayed shut. */
  boolean await(Duration time) throws InterruptedException {
    return shut.await(time.toMillis(), TimeUnit.MILLISECONDS) && !ended;
  }

  /** Shuts the gate because a transaction failed for want of a database. */
  void shut(Throwable outage) {
    synchronized (this) {
      if (ended || shut.getCount() > 0) {
        return;
      }
      shut = new CountDownLatch(1);
    }
    health.databaseFailed(outage);
    LOG.log(Level.WARNING, "The database is away; events wait in the queue: {0}", outage);
  }

  private void probe(DataSource database, Preparation preparation) {
    if (ended || shut.getCount() == 0) {
      return;
    }
    try {
      if (!prepared) {
        preparation.prepare();
        prepared = true;
      }
      try (Connection connection = database.getConnection()) {
        if (connection.isValid(VALID_SECONDS)) {
          open();
        }
      }
    } catch (SQLException | RuntimeException | Error e) {
      trouble(e);
    }
  }

  private void open() {
    health.databaseAnswered();
    lastTrouble = null;
    LOG.log(Level.INFO, "The database answers");
    shut.countDown();
  }

  /** Says once what stands in the way, not every second. */
  private void trouble(Throwable e) {
    health.databaseFailed(e);
    String trouble = String.valueOf(e.getMessage());
    if (!trouble.equals(lastTrouble)) {
      lastTrouble = trouble;
      LOG.log(Level.WARNING, "The database cannot be used yet: {0}", trouble);
    }
  }
}

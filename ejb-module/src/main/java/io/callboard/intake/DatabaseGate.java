package io.callboard.intake;

import io.callboard.operations.IntakeHealth;
import io.callboard.operations.Migrations;
import io.callboard.operations.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
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
  private final Clock clock;
  private volatile CountDownLatch shut = new CountDownLatch(1);
  private volatile boolean ended;
  private volatile boolean migrated;
  private @Nullable String lastTrouble;
  private @Nullable Future<?> probes;
  private @Nullable Future<?> partitions;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DatabaseGate() {
    this.health = null;
    this.clock = null;
  }

  @Inject
  DatabaseGate(IntakeHealth health, Clock clock) {
    this.health = health;
    this.clock = clock;
  }

  /** Begins to ask the database. */
  void begin(DataSource database, ScheduledExecutorService executor) {
    probes =
        executor.scheduleWithFixedDelay(
            () -> probe(database), 0, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    partitions = executor.scheduleWithFixedDelay(() -> prepare(database), 1, 1, TimeUnit.DAYS);
  }

  /** Lets waiting listeners go, with the answer that the gate is shut. */
  void end() {
    ended = true;
    if (probes != null) {
      probes.cancel(true);
    }
    if (partitions != null) {
      partitions.cancel(true);
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
    health.database(false);
    LOG.log(Level.WARNING, "The database is away; events wait in the queue: {0}", outage);
  }

  private void probe(DataSource database) {
    if (ended || shut.getCount() == 0) {
      return;
    }
    try {
      if (!migrated) {
        Migrations.migrate(database);
        Partitions.prepare(database, clock.instant());
        migrated = true;
      }
      try (Connection connection = database.getConnection()) {
        if (connection.isValid(VALID_SECONDS)) {
          open();
        }
      }
    } catch (SQLException | RuntimeException e) {
      trouble(e);
    }
  }

  /** Makes the coming partitions; what fails is tried again the next day. */
  private void prepare(DataSource database) {
    try {
      Partitions.prepare(database, clock.instant());
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "The coming partitions are not made yet: {0}", e.getMessage());
    }
  }

  private void open() {
    health.database(true);
    lastTrouble = null;
    LOG.log(Level.INFO, "The database answers");
    shut.countDown();
  }

  /** Says once what stands in the way, not every second. */
  private void trouble(Exception e) {
    String trouble = String.valueOf(e.getMessage());
    if (!trouble.equals(lastTrouble)) {
      lastTrouble = trouble;
      LOG.log(Level.WARNING, "The database cannot be used yet: {0}", trouble);
    }
  }
}

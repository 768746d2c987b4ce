package io.callboard.intake.listener;

import io.callboard.health.IntakeHealth;
import io.callboard.time.RecurringWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A gate that blocks listeners while the database is unavailable, so that they do not retry in a
 * loop. It is shut at first and opens when the database answers and has the schema of this release.
 * A listener or recurring work shuts it on an outage. It probes the database once a second until it
 * can open.
 */
@ApplicationScoped
public class DatabaseGate {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int VALID_SECONDS = 5;

  private final IntakeHealth health;
  private final OutageLog log;
  private volatile CountDownLatch shut = new CountDownLatch(1);
  private volatile boolean ended;
  private volatile boolean prepared;
  private @Nullable RecurringWork probes;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DatabaseGate() {
    this.health = null;
    this.log = null;
  }

  @Inject
  public DatabaseGate(IntakeHealth health, Clock clock) {
    this.health = health;
    this.log = new OutageLog(clock);
  }

  /** Work that must succeed once before the gate opens for the first time. */
  interface Preparation {
    void prepare() throws SQLException;
  }

  /** Returns whether the preparation has succeeded. */
  boolean isPrepared() {
    return prepared;
  }

  /** Starts to probe the database. */
  void begin(DataSource database, Preparation preparation, ThreadFactory threads) {
    probes = new RecurringWork(1, threads);
    probes.repeat(Duration.ZERO, PAUSE, () -> probe(database, preparation));
  }

  /** Stops the probes and releases waiting listeners, which see a shut gate. */
  void end() {
    ended = true;
    if (probes != null) {
      probes.endNow();
    }
    shut.countDown();
  }

  /** Waits at most this time for the gate to open, and returns whether it is open. */
  boolean await(Duration time) throws InterruptedException {
    return shut.await(time.toMillis(), TimeUnit.MILLISECONDS) && !ended;
  }

  /** Shuts the gate because a transaction failed with an outage of the database. */
  public void shut(Throwable outage) {
    synchronized (this) {
      if (ended || shut.getCount() > 0) {
        return;
      }
      // Before the latch: a probe that sees a shut gate may open it at once, and must be last.
      health.databaseFailed(outage);
      log.outage(outage);
      shut = new CountDownLatch(1);
    }
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
      health.databaseFailed(e);
      log.outage(e);
    }
  }

  private void open() {
    health.databaseAnswered();
    log.over();
    shut.countDown();
  }
}

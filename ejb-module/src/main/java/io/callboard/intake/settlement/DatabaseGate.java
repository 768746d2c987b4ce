package io.callboard.intake.settlement;

import io.callboard.operations.IntakeHealth;
import io.callboard.operations.RecurringWork;
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
 * Keeps listeners waiting while the database is away, so that nothing spins. It begins shut, opens
 * when the database answers and its schema is of this release, shuts when a listener or recurring
 * work meets an outage, and asks once a second until it may open again.
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

  /** What must succeed once before the gate opens for the first time. */
  interface Preparation {
    void prepare() throws SQLException;
  }

  /** Whether what had to succeed once has. */
  boolean isPrepared() {
    return prepared;
  }

  /** Begins to ask the database. */
  void begin(DataSource database, Preparation preparation, ThreadFactory threads) {
    probes = new RecurringWork(1, threads);
    probes.repeat(Duration.ZERO, PAUSE, () -> probe(database, preparation));
  }

  /** Lets waiting listeners go, with the answer that the gate is shut. */
  void end() {
    ended = true;
    if (probes != null) {
      probes.endNow();
    }
    shut.countDown();
  }

  /** Waits until the gate is open; false when it stayed shut. */
  boolean await(Duration time) throws InterruptedException {
    return shut.await(time.toMillis(), TimeUnit.MILLISECONDS) && !ended;
  }

  /** Shuts the gate because a transaction failed for want of a database. */
  public void shut(Throwable outage) {
    synchronized (this) {
      if (ended || shut.getCount() > 0) {
        return;
      }
      shut = new CountDownLatch(1);
    }
    health.databaseFailed(outage);
    log.outage(outage);
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

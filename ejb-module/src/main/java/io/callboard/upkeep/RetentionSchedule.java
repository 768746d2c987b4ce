package io.callboard.upkeep;

import io.callboard.intake.source.RetentionPeriods;
import io.callboard.intake.source.Sources;
import io.callboard.operations.IntakeHealth;
import io.callboard.retention.Retention;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Removes soon after the start and every hour what is older than its period, with a pause after
 * each step.
 */
@Startup
@Singleton(name = "RetentionSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionSchedule {
  private static final long FIRST_SECONDS = 30;
  private static final long PAUSE_SECONDS = 3_600;
  private static final long STEP_PAUSE_MILLIS = 50;

  @Resource(name = "jdbc/callboard")
  private DataSource database;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private IntakeHealth health;
  @Inject private Clock clock;
  @Inject private Config config;
  @Inject private Sources sources;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Future<?> task;

  @PostConstruct
  void begin() {
    task =
        executor.scheduleWithFixedDelay(
            this::attempt, FIRST_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void end() {
    ended.countDown();
    if (task != null) {
      task.cancel(false);
    }
  }

  private void attempt() {
    if (!health.databaseUp()) {
      return;
    }
    Attempt.at(
        "Retention",
        () ->
            new Retention(database, this::pause)
                .run(
                    RetentionPeriods.keptSince(config, clock.instant()),
                    sources.withoutProvenTime()));
  }

  private boolean pause() {
    try {
      return health.databaseUp() && !ended.await(STEP_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

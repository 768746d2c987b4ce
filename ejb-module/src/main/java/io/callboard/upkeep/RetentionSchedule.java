package io.callboard.upkeep;

import io.callboard.health.IntakeHealth;
import io.callboard.intake.source.RetentionPeriods;
import io.callboard.intake.source.Sources;
import io.callboard.retention.Retention;
import io.callboard.time.RecurringWork;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The timer that deletes data older than its retention period, 30 seconds after the start and then
 * every hour. It pauses after each step.
 */
@Startup
@DependsOn("SettingsAtStartup")
@Singleton(name = "RetentionSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionSchedule {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final long STEP_PAUSE_MILLIS = 50;

  @Resource(name = "jdbc/callboard")
  private DataSource database;

  @Resource private ManagedThreadFactory threads;
  @Inject private IntakeHealth health;
  @Inject private Clock clock;
  @Inject private Config config;
  @Inject private Sources sources;
  @Inject private Attempt attempt;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable RecurringWork looks;

  @PostConstruct
  void begin() {
    looks = new RecurringWork(1, threads);
    looks.repeat(FIRST, PAUSE, this::removeWhatIsTooOld);
  }

  @PreDestroy
  void end() {
    ended.countDown();
    if (looks != null) {
      looks.end();
    }
  }

  private void removeWhatIsTooOld() {
    if (!health.databaseUp()) {
      return;
    }
    attempt.at(
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

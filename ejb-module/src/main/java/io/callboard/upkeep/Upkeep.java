package io.callboard.upkeep;

import io.callboard.audit.ChainCheck;
import io.callboard.dossier.Erasures;
import io.callboard.intake.replay.JobRunner;
import io.callboard.intake.replay.Resumption;
import io.callboard.ledger.LaneFolding;
import io.callboard.operations.IntakeHealth;
import io.callboard.operations.Partitions;
import io.callboard.operations.Statistics;
import io.callboard.rejection.RejectionLog;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Does recurring work while the database is there; what cannot be done now is done the next time.
 */
@Startup
@Singleton(name = "Upkeep")
@TransactionManagement(TransactionManagementType.BEAN)
public class Upkeep {
  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  /** A settled message is not delivered again after so long, unless a node stood still as long. */
  private static final Duration DELIVERED_AGAIN = Duration.ofMinutes(15);

  @Resource(name = "jdbc/callboard")
  private DataSource database;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private RejectionLog rejections;
  @Inject private LaneFolding lanes;
  @Inject private Resumption resumption;
  @Inject private JobRunner jobs;
  @Inject private Erasures erasures;
  @Inject private ChainCheck chain;
  @Inject private IntakeHealth health;
  @Inject private Clock clock;
  private final List<Future<?>> tasks = new ArrayList<>();

  @PostConstruct
  void begin() {
    repeat(rejections::drain, Duration.ofSeconds(1), Duration.ofSeconds(1));
    repeat(resumption::run, Duration.ofSeconds(1), Duration.ofSeconds(1));
    repeat(jobs::run, Duration.ofSeconds(1), Duration.ofSeconds(1));
    repeat(this::analyse, Duration.ofSeconds(5), Duration.ofSeconds(5));
    repeat(this::makePartitions, Duration.ofHours(6), Duration.ofHours(6));
    repeat(this::foldLanes, DELIVERED_AGAIN, Duration.ofMinutes(1));
    repeat(erasures::sweepOne, Duration.ofSeconds(2), Duration.ofSeconds(2));
    repeat(this::logHead, Duration.ofMinutes(1), Duration.ofDays(1));
  }

  @PreDestroy
  void end() {
    tasks.forEach(task -> task.cancel(false));
    rejections.drain();
  }

  private void repeat(Attempt.Work task, Duration first, Duration pause) {
    tasks.add(
        executor.scheduleWithFixedDelay(
            () -> attempt(task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void attempt(Attempt.Work task) {
    if (!health.databaseUp()) {
      return;
    }
    Attempt.at("Upkeep", task);
  }

  /** Whoever rewrites the whole audit trail cannot rewrite a log that was collected elsewhere. */
  private void logHead() {
    chain
        .head()
        .ifPresent(
            head ->
                LOG.log(
                    Level.INFO,
                    "The audit trail ends with entry " + head.number() + ", hash " + head.hash()));
  }

  private void makePartitions() throws SQLException {
    Partitions.prepare(database, clock.instant());
  }

  private void analyse() throws SQLException {
    Statistics.refresh(database);
  }

  private void foldLanes() {
    lanes.fold(clock.instant().minus(DELIVERED_AGAIN));
  }
}

package io.callboard.upkeep;

import io.callboard.audit.ChainCheck;
import io.callboard.database.Partitions;
import io.callboard.database.Statistics;
import io.callboard.health.IntakeHealth;
import io.callboard.intake.replay.JobRunner;
import io.callboard.intake.replay.Resumption;
import io.callboard.ledger.LaneFolding;
import io.callboard.privacy.Erasures;
import io.callboard.rejection.RejectionLog;
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
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The timer of recurring work, which runs while the database is available. Work that cannot be done
 * now is retried at its next run.
 */
@Startup
@DependsOn("SettingsAtStartup")
@Singleton(name = "Upkeep")
@TransactionManagement(TransactionManagementType.BEAN)
public class Upkeep {
  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  /**
   * The time after which a settled message is not delivered again, unless a node was stopped for as
   * long.
   */
  private static final Duration DELIVERED_AGAIN = Duration.ofMinutes(15);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(2);
  private static final Duration ANALYSIS = Duration.ofSeconds(5);
  private static final Duration PARTITIONS = Duration.ofHours(6);

  /** A long-running job and a long-running resumption leave threads for other work. */
  private static final int THREADS = 4;

  @Resource(name = "jdbc/callboard")
  private DataSource database;

  @Resource private ManagedThreadFactory threads;
  @Inject private RejectionLog rejections;
  @Inject private LaneFolding lanes;
  @Inject private Resumption resumption;
  @Inject private JobRunner jobs;
  @Inject private Erasures erasures;
  @Inject private ChainCheck chain;
  @Inject private IntakeHealth health;
  @Inject private Clock clock;
  @Inject private Attempt attempt;
  private @Nullable RecurringWork work;

  @PostConstruct
  void begin() {
    RecurringWork begun = new RecurringWork(THREADS, threads);
    work = begun;
    begun.repeat(SECOND, SECOND, named("Writing rejections", rejections::drain));
    begun.repeat(SECOND, SECOND, named("Resuming sources", resumption::run));
    begun.repeat(SECOND, SECOND, named("The run of jobs", jobs::run));
    begun.repeat(ANALYSIS, ANALYSIS, named("Analysing tables", this::analyse));
    begun.repeat(PARTITIONS, PARTITIONS, named("Creating partitions", this::makePartitions));
    begun.repeat(
        DELIVERED_AGAIN, Duration.ofMinutes(1), named("Folding ledger lanes", this::foldLanes));
    begun.repeat(SWEEP, SWEEP, named("The erasure sweep", erasures::sweepOne));
    begun.repeat(
        Duration.ofMinutes(1), Duration.ofDays(1), named("Logging the audit head", this::logHead));
  }

  @PreDestroy
  void end() {
    if (work != null) {
      work.end();
    }
    attempt.at("Writing rejections", rejections::drain);
  }

  private Runnable named(String name, Attempt.Work task) {
    return () -> whileDatabaseIsThere(name, task);
  }

  private void whileDatabaseIsThere(String name, Attempt.Work task) {
    if (health.databaseUp()) {
      attempt.at(name, task);
    }
  }

  /**
   * Logs the head of the audit trail. An attacker who rewrites the whole trail cannot rewrite a log
   * that was collected elsewhere.
   */
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

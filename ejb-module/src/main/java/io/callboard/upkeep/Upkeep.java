package io.callboard.upkeep;

import io.callboard.audit.ChainCheck;
import io.callboard.dossier.Erasures;
import io.callboard.intake.replay.JobRunner;
import io.callboard.intake.replay.Resumption;
import io.callboard.ledger.LaneFolding;
import io.callboard.operations.IntakeHealth;
import io.callboard.operations.Partitions;
import io.callboard.operations.RecurringWork;
import io.callboard.operations.Statistics;
import io.callboard.rejection.RejectionLog;
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
 * Does recurring work while the database is there; what cannot be done now is done the next time.
 */
@Startup
@DependsOn("SettingsAtStartup")
@Singleton(name = "Upkeep")
@TransactionManagement(TransactionManagementType.BEAN)
public class Upkeep {
  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  /** A settled message is not delivered again after so long, unless a node stood still as long. */
  private static final Duration DELIVERED_AGAIN = Duration.ofMinutes(15);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(2);
  private static final Duration ANALYSIS = Duration.ofSeconds(5);
  private static final Duration PARTITIONS = Duration.ofHours(6);

  /** A long turn of a job and one of a resuming source leave threads to the rest. */
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
    begun.repeat(SECOND, SECOND, named("The rejection log", rejections::drain));
    begun.repeat(SECOND, SECOND, named("Resuming sources", resumption::run));
    begun.repeat(SECOND, SECOND, named("Jobs", jobs::run));
    begun.repeat(ANALYSIS, ANALYSIS, named("The database's statistics", this::analyse));
    begun.repeat(PARTITIONS, PARTITIONS, named("The event log's partitions", this::makePartitions));
    begun.repeat(
        DELIVERED_AGAIN, Duration.ofMinutes(1), named("The ledger's lanes", this::foldLanes));
    begun.repeat(SWEEP, SWEEP, named("Erasures", erasures::sweepOne));
    begun.repeat(
        Duration.ofMinutes(1), Duration.ofDays(1), named("The audit trail", this::logHead));
  }

  @PreDestroy
  void end() {
    if (work != null) {
      work.end();
    }
    attempt.at("The rejection log", rejections::drain);
  }

  private Runnable named(String name, Attempt.Work task) {
    return () -> whileDatabaseIsThere(name, task);
  }

  private void whileDatabaseIsThere(String name, Attempt.Work task) {
    if (health.databaseUp()) {
      attempt.at(name, task);
    }
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

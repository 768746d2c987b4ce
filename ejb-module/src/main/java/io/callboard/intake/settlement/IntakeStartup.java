package io.callboard.intake.settlement;

import io.callboard.intake.journal.Broker;
import io.callboard.intake.journal.IntakeJournal;
import io.callboard.operations.DatabaseDescription;
import io.callboard.operations.Migrations;
import io.callboard.operations.Partitions;
import io.callboard.security.FirstAdministrator;
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
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/**
 * Hands the container's resources to intake when the application starts. They are injected into an
 * enterprise bean because its references are bound by name on every server.
 */
@Startup
@DependsOn("SettingsAtStartup")
@Singleton(name = "IntakeStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class IntakeStartup {
  private static final System.Logger LOG = System.getLogger(IntakeStartup.class.getName());

  @Resource(name = "jms/callboard")
  private ConnectionFactory connections;

  @Resource(name = "jms/queue/callboard.intake")
  private Queue queue;

  @Resource(name = "jdbc/callboard")
  private DataSource database;

  @Resource private ManagedThreadFactory threads;
  @Inject private IntakeJournal journal;
  @Inject private DatabaseGate gate;
  @Inject private FirstAdministrator administrator;
  @Inject private Clock clock;
  @Inject private Config config;

  @PostConstruct
  void begin() {
    gate.begin(database, this::prepare, threads);
    journal.open(new Broker(connections, config), queue, threads);
  }

  private void prepare() throws SQLException {
    Migrations.migrate(database);
    LOG.log(Level.INFO, "The database is {0}", DatabaseDescription.of(database));
    makeAdministrator();
    makePartitions();
  }

  /** A password that is none keeps people out until it is mended, but no events. */
  private void makeAdministrator() {
    try {
      administrator.ensure();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.log(Level.ERROR, "There is no administrator: {0}", e.getMessage());
    }
  }

  /**
   * Before the first event of a week is settled, if possible; without it the event log is only less
   * tidy.
   */
  private void makePartitions() {
    try {
      Partitions.prepare(database, clock.instant());
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The event log''s partitions are put off: {0}", e.getMessage());
    }
  }

  @PreDestroy
  void end() {
    try {
      journal.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gate.end();
      endDatabase();
    }
  }

  /** What was not prepared may still hold what a killed process left. */
  private void endDatabase() {
    if (!gate.isPrepared()) {
      return;
    }
    try {
      Migrations.end(database);
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "The database is away at the end", e);
    }
  }
}

package io.callboard.intake.listener;

import io.callboard.database.DatabaseDescription;
import io.callboard.database.Migrations;
import io.callboard.database.Partitions;
import io.callboard.intake.journal.Broker;
import io.callboard.intake.journal.IntakeJournal;
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
 * The start of intake, which gets the container's resources here. They are injected into an
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

  /**
   * Creates the administrator. An invalid password blocks sign-in until corrected, but not intake.
   */
  private void makeAdministrator() {
    try {
      administrator.ensure();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.log(Level.ERROR, "The administrator could not be created or reset: {0}", e.getMessage());
    }
  }

  /**
   * Creates the event log's partitions, if possible before the first event of a week is settled.
   * Without them the rows go to the default partition, which is only less tidy.
   */
  private void makePartitions() {
    try {
      Partitions.prepare(database, clock.instant());
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "Creating partitions failed and is retried: {0}", e.getMessage());
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

  /**
   * Marks an embedded database as cleanly closed. Without a preparation it may still contain
   * leftovers of a killed process.
   */
  private void endDatabase() {
    if (!gate.isPrepared()) {
      return;
    }
    try {
      Migrations.end(database);
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "The database is unavailable at shutdown", e);
    }
  }
}

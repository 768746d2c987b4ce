package io.callboard.intake;

import io.callboard.eventlog.RejectionLog;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Hands the container's resources to intake when the application starts. They are injected into an
 * enterprise bean because its references are bound by name on every server.
 */
@Startup
@Singleton(name = "IntakeStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class IntakeStartup {
  @Resource(name = "jms/callboard")
  private ConnectionFactory connections;

  @Resource(name = "jms/queue/callboard.intake")
  private Queue queue;

  @Resource(name = "jdbc/callboard")
  private DataSource database;

  @Resource private ManagedThreadFactory threads;
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private IntakeJournal journal;
  @Inject private DatabaseGate gate;
  @Inject private RejectionLog rejections;
  @Inject private Config config;
  private @Nullable ScheduledFuture<?> draining;

  @PostConstruct
  void begin() {
    gate.begin(database, executor);
    journal.open(new JmsBundleSender(Broker.of(connections, config), queue), threads, executor);
    draining = executor.scheduleWithFixedDelay(rejections::drain, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void end() {
    journal.close();
    if (draining != null) {
      draining.cancel(false);
    }
    rejections.drain();
    gate.end();
  }
}

package io.callboard.upkeep;

import io.callboard.health.IntakeHealth;
import io.callboard.security.FailedLoginWatch;
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
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The timer of the checks for alarms: every minute, or as configured, if the database is up. */
@Startup
@DependsOn("SettingsAtStartup")
@Singleton(name = "AlarmSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class AlarmSchedule {
  @Resource private ManagedThreadFactory threads;
  @Inject private AlarmWatch watch;
  @Inject private FailedLoginWatch logins;
  @Inject private IntakeHealth health;
  @Inject private Config config;
  @Inject private Attempt attempt;
  private @Nullable RecurringWork looks;

  @PostConstruct
  void begin() {
    Duration interval = AlarmInterval.of(config);
    looks = new RecurringWork(1, threads);
    looks.repeat(interval, interval, this::check);
  }

  @PreDestroy
  void end() {
    if (looks != null) {
      looks.end();
    }
  }

  private void check() {
    if (!health.databaseUp()) {
      return;
    }
    attempt.at("The check for failed logins", logins::check);
    attempt.at("The check for alarms", watch::check);
  }
}

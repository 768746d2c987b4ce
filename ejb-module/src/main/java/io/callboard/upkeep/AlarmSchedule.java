package io.callboard.upkeep;

import io.callboard.operations.IntakeHealth;
import io.callboard.security.FailedLoginWatch;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Looks for alarms every minute, or as often as configured, while the database is there. */
@Startup
@Singleton(name = "AlarmSchedule")
@TransactionManagement(TransactionManagementType.BEAN)
public class AlarmSchedule {
  private static final String INTERVAL = "callboard.alarms.interval-seconds";

  private static final String DEFAULT_INTERVAL = "60";

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private AlarmWatch watch;
  @Inject private FailedLoginWatch logins;
  @Inject private IntakeHealth health;
  @Inject private Config config;
  private @Nullable Future<?> task;

  @PostConstruct
  void begin() {
    int interval = interval(config);
    task = executor.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.SECONDS);
  }

  /**
   * How many seconds lie between two looks.
   *
   * @throws IllegalArgumentException if the setting cannot be used
   */
  public static int interval(Config config) {
    String text = config.getOptionalValue(INTERVAL, String.class).orElse(DEFAULT_INTERVAL);
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(INTERVAL + ": expected a number of seconds, 1 to 99999");
    }
    return Integer.parseInt(text);
  }

  @PreDestroy
  void end() {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void look() {
    if (!health.databaseUp()) {
      return;
    }
    Attempt.at("The look for failed logins", logins::look);
    Attempt.at("The look for alarms", watch::look);
  }
}

package io.callboard.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A readiness check that reports open alarms. It is always up, because an alarm needs a person and
 * is no reason to take a node out of its load balancer.
 */
@Readiness
@ApplicationScoped
public class AlarmsHealth implements HealthCheck {
  private final OpenAlarms open;

  @Inject
  AlarmsHealth(OpenAlarms open) {
    this.open = open;
  }

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected AlarmsHealth() {
    this(null);
  }

  @Override
  public HealthCheckResponse call() {
    List<Alarm> alarms = open.current();
    return HealthCheckResponse.named("callboard-alarms")
        .up()
        .withData("open", alarms.size())
        .withData(
            "kinds",
            alarms.stream().map(Alarm::kind).distinct().sorted().collect(Collectors.joining(",")))
        .build();
  }
}

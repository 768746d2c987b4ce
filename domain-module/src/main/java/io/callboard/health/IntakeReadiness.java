package io.callboard.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check of intake: down while this node accepts no events, or cannot make them
 * durable. The state of the database is only data: while it is down, the queue keeps the events.
 *
 * <p>Health checks are in the EAR's library, where every module sees them: WildFly calls those of
 * one module, and does not document which. Open Liberty calls both web modules, so it lists each
 * check twice.
 */
@Readiness
@ApplicationScoped
public class IntakeReadiness implements HealthCheck {
  private final IntakeHealth intake;

  @Inject
  IntakeReadiness(IntakeHealth intake) {
    this.intake = intake;
  }

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IntakeReadiness() {
    this(null);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("callboard-intake")
        .status(intake.ready())
        .withData("database", intake.databaseUp() ? "up" : "down")
        .build();
  }
}

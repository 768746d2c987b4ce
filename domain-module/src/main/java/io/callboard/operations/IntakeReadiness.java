package io.callboard.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while this node takes no events in, or cannot make them durable. The database is told of as
 * data: while it is away the queue keeps what arrives.
 *
 * <p>Health checks are in the EAR's library, where every module sees them: WildFly asks one module,
 * and does not say which. Open Liberty asks both web modules, and so lists each check twice.
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

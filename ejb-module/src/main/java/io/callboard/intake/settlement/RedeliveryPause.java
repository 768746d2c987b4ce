package io.callboard.intake.settlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * Paces a message that fails by itself, where the broker would deliver it again at once or hold up
 * the whole queue for it: {@code callboard.intake.redelivery-pause} (ISO 8601, none unless said
 * otherwise) passes before it goes back, longer with each delivery, up to ten times as long. A
 * listener is held meanwhile, the others go on.
 */
@Dependent
class RedeliveryPause {
  private static final String SETTING = "callboard.intake.redelivery-pause";
  private static final int MOST = 10;

  private final Duration pause;

  @Inject
  RedeliveryPause(Config config) {
    this.pause = config.getOptionalValue(SETTING, Duration.class).orElse(Duration.ZERO);
  }

  /** Waits as long as this delivery asks for. */
  void await(int delivery) throws InterruptedException {
    Thread.sleep(length(delivery));
  }

  /** How long the pause is after the delivery of that number, from 1. */
  Duration length(int delivery) {
    return pause.multipliedBy(Math.clamp(delivery, 1, MOST));
  }
}

package io.callboard.intake.listener;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The back-off before a failing message returns to the queue, for brokers that deliver it again
 * immediately or block the queue for it. The pause is {@code callboard.intake.redelivery-pause}
 * (ISO 8601, default none), multiplied by the delivery count up to 10. It occupies one listener;
 * the others continue.
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

  /** Waits for the pause after the delivery with this number. */
  void await(int delivery) throws InterruptedException {
    Thread.sleep(length(delivery));
  }

  /** Returns the pause after the delivery with this number, counted from 1. */
  Duration length(int delivery) {
    return pause.multipliedBy(Math.clamp(delivery, 1, MOST));
  }
}

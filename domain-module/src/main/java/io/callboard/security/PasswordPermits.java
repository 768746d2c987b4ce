package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * How many passwords are checked at once: half the processors, two to four. A check is nothing but
 * computing, so that more would only take from intake; whoever finds no permit is told at once.
 */
@ApplicationScoped
class PasswordPermits {
  private final Semaphore permits;

  PasswordPermits() {
    this(Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 2, 4));
  }

  PasswordPermits(int permits) {
    this.permits = new Semaphore(permits);
  }

  /** The outcome of the check, absent when there was no permit for it. */
  Optional<Boolean> check(BooleanSupplier check) {
    if (!permits.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(check.getAsBoolean());
    } finally {
      permits.release();
    }
  }
}

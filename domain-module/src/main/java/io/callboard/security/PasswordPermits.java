package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The limit on the passwords that are checked at once. A check is pure computation, so unknown
 * logins have at most one permit less than there are processors, and at most {@value #MAX_CHECKS}.
 * A login without a permit waits for one in the order of arrival. At most {@value
 * #PLACES_OF_NETWORK} unknown logins of one network and {@value #PLACES} in total are checked or
 * wait. So they never occupy all threads of the REST API. Logins that succeeded recently have a
 * separate permit.
 */
@ApplicationScoped
class PasswordPermits {
  static final int PLACES = 8;
  static final int PLACES_OF_NETWORK = 2;
  private static final int MAX_CHECKS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore unknown;
  private final Semaphore lately = new Semaphore(1, true);
  private final Duration patience;

  /** The number of logins of each network that are checked or wait; guarded by itself. */
  private final Map<String, Integer> places = new HashMap<>();

  PasswordPermits() {
    this(Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, MAX_CHECKS), PATIENCE);
  }

  PasswordPermits(int permits, Duration patience) {
    this.unknown = new Semaphore(permits, true);
    this.patience = patience;
  }

  /**
   * Returns the outcome of the check for a login that succeeded recently; empty without a permit.
   */
  Optional<Boolean> checkKnown(BooleanSupplier check) {
    return within(lately, patience, check);
  }

  /** Returns the outcome of an optional check; empty if it would have to wait. */
  Optional<Boolean> checkIfFree(BooleanSupplier check) {
    return within(lately, Duration.ZERO, check);
  }

  /** Returns the outcome of the check for an unknown login; empty without a place or permit. */
  Optional<Boolean> checkUnknown(String network, BooleanSupplier check) {
    if (!takesPlace(network)) {
      return Optional.empty();
    }
    try {
      return within(unknown, patience, check);
    } finally {
      givesPlaceBack(network);
    }
  }

  private boolean takesPlace(String network) {
    synchronized (places) {
      int all = places.values().stream().mapToInt(Integer::intValue).sum();
      int ofNetwork = places.getOrDefault(network, 0);
      if (all >= PLACES || ofNetwork >= PLACES_OF_NETWORK) {
        return false;
      }
      places.put(network, ofNetwork + 1);
      return true;
    }
  }

  private void givesPlaceBack(String network) {
    synchronized (places) {
      places.computeIfPresent(network, (key, taken) -> taken > 1 ? taken - 1 : null);
    }
  }

  private static Optional<Boolean> within(
      Semaphore permits, Duration patience, BooleanSupplier check) {
    try {
      if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(check.getAsBoolean());
    } finally {
      permits.release();
    }
  }
}

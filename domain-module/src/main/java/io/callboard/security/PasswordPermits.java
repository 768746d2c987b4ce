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
 * How many passwords are checked at once. A check is nothing but computing, so unknown logins have
 * at most all processors but one, and at most {@value #MAX_CHECKS}. Whoever finds no permit waits
 * for one in order of arrival: of a network at most {@value #PLACES_OF_NETWORK} at a time, of all
 * at most {@value #PLACES}, so that neither one network nor all of them take the threads of the
 * REST API. A login that succeeded lately has a permit apart from these.
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

  /** How many of each network check or wait; guarded by itself. */
  private final Map<String, Integer> places = new HashMap<>();

  PasswordPermits() {
    this(Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, MAX_CHECKS), PATIENCE);
  }

  PasswordPermits(int permits, Duration patience) {
    this.unknown = new Semaphore(permits, true);
    this.patience = patience;
  }

  /**
   * Returns the outcome of the check for a login that succeeded lately, absent without a permit.
   */
  Optional<Boolean> checkKnown(BooleanSupplier check) {
    return within(lately, patience, check);
  }

  /** Returns the outcome of a check that need not be made, absent if it would have to wait. */
  Optional<Boolean> checkIfFree(BooleanSupplier check) {
    return within(lately, Duration.ZERO, check);
  }

  /** Returns the outcome of the check for an unknown login, absent without a place or permit. */
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

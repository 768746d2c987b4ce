package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The delays before a network's next login with a name is checked. There is no delay for the first
 * {@value #FREE} wrong passwords, then a second, doubled with each failure up to a minute. Failures
 * are forgotten a quarter of an hour after the last one, or after a successful login. A network
 * never delays another. At most {@value #MAX_KEYS} pairs of network and name are kept, as digests,
 * because a name may be a password in the wrong field. The pair with the oldest last failure is
 * dropped first.
 */
@ApplicationScoped
class LoginDelays {
  static final int FREE = 3;
  static final Duration LONGEST = Duration.ofMinutes(1);
  static final Duration FORGOTTEN = Duration.ofMinutes(15);
  static final int MAX_KEYS = 10_000;

  private final KeyedDigest digest = new KeyedDigest();

  /** Ordered by the last failure; guarded by itself. */
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  /** Returns the rest of the delay; empty if the next login is checked. */
  Optional<Duration> of(String network, String name, Instant now) {
    synchronized (failures) {
      return Optional.ofNullable(failures.get(digest.of(network, name)))
          .map(past -> Duration.between(now, past.last().plus(past.delay())))
          .filter(Duration::isPositive);
    }
  }

  /** Counts a wrong password or an unknown name. */
  void failed(String network, String name, Instant now) {
    String key = digest.of(network, name);
    synchronized (failures) {
      Failures past = failures.remove(key);
      int before = past != null && now.isBefore(past.last().plus(FORGOTTEN)) ? past.count() : 0;
      if (failures.size() >= MAX_KEYS) {
        failures.remove(failures.keySet().iterator().next());
      }
      failures.put(key, new Failures(before + 1, now));
    }
  }

  /** Forgets the failures before a successful login. */
  void succeeded(String network, String name) {
    synchronized (failures) {
      failures.remove(digest.of(network, name));
    }
  }

  private record Failures(int count, Instant last) {
    Duration delay() {
      if (count <= FREE) {
        return Duration.ZERO;
      }
      int doublings = Math.min(count - FREE - 1, (int) LONGEST.toSeconds());
      return Duration.ofSeconds(Math.min(1L << doublings, LONGEST.toSeconds()));
    }
  }
}

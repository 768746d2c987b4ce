package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A cache of successful logins. For a minute, a client's requests need no new password hash. For a
 * week, the login counts as one that succeeded recently: its password is checked again, but a flood
 * of wrong passwords does not block it. A login is remembered only for the network that it came
 * from. Names and passwords are not kept, only a digest of them; at most {@value #MAX_LOGINS}
 * logins are kept.
 */
@ApplicationScoped
class RememberedLogins {
  static final Duration TIME = Duration.ofMinutes(1);
  static final Duration LATELY = Duration.ofDays(7);
  private static final Duration FRESH_TIME = TIME.dividedBy(2);
  static final int MAX_LOGINS = 10_000;

  private final ConcurrentMap<String, Checked> logins = new ConcurrentHashMap<>();
  private final KeyedDigest digest = new KeyedDigest();

  /** The degrees to which a login is known. */
  enum Memory {
    /** It did not succeed recently. */
    NONE,
    /** It succeeded recently, and its password must be checked again. */
    LATELY,
    /** It was checked within the last minute, and should be checked again if a permit is free. */
    FADING,
    /** It was checked within the last half minute. */
    FRESH
  }

  /**
   * Returns the degree to which this name and password are known for this version of the user. A
   * login of another version is forgotten.
   */
  Memory of(LoginAttempt attempt, long version, Instant now) {
    String login = key(attempt);
    Checked checked = logins.get(login);
    if (checked != null && checked.version != version) {
      logins.remove(login, checked);
      return Memory.NONE;
    }
    return checked == null ? Memory.NONE : checked.memory(now);
  }

  /** Returns whether this name and password succeeded recently, for any version of the user. */
  boolean succeededLately(LoginAttempt attempt, Instant now) {
    Checked checked = logins.get(key(attempt));
    return checked != null && checked.memory(now) != Memory.NONE;
  }

  /** Remembers a successful login, unless too many succeeded within the last minute. */
  void remember(LoginAttempt attempt, long version, Instant now) {
    if (logins.size() >= MAX_LOGINS) {
      logins.values().removeIf(checked -> checked.memory(now).compareTo(Memory.LATELY) <= 0);
    }
    if (logins.size() < MAX_LOGINS) {
      logins.put(key(attempt), new Checked(version, now));
    }
  }

  /**
   * Returns the key of a login. It includes the network: without it, the answer to another network
   * would reveal whether a guess is right.
   */
  private String key(LoginAttempt attempt) {
    return digest.of(attempt.network() + " " + attempt.name(), attempt.password());
  }

  private record Checked(long version, Instant at) {
    Memory memory(Instant now) {
      if (now.isBefore(at.plus(FRESH_TIME))) {
        return Memory.FRESH;
      }
      if (now.isBefore(at.plus(TIME))) {
        return Memory.FADING;
      }
      return now.isBefore(at.plus(LATELY)) ? Memory.LATELY : Memory.NONE;
    }
  }
}

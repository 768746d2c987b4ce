package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Logins that succeeded. For a minute a client does not pay for the password hash with every
 * request. For a week the login is known as one that succeeded lately: its password is checked
 * again, but no flood of wrong passwords keeps it out. A login is remembered for the network that
 * it came from. Neither names nor passwords are kept, only a digest of both; at most {@value
 * #MAX_LOGINS}.
 */
@ApplicationScoped
class RememberedLogins {
  static final Duration TIME = Duration.ofMinutes(1);
  static final Duration LATELY = Duration.ofDays(7);
  private static final Duration FRESH_TIME = TIME.dividedBy(2);
  static final int MAX_LOGINS = 10_000;

  private final ConcurrentMap<String, Checked> logins = new ConcurrentHashMap<>();
  private final KeyedDigest digest = new KeyedDigest();

  /** How well a login is known. */
  enum Memory {
    /** It did not succeed lately. */
    NONE,
    /** It succeeded lately, and its password must be checked again. */
    LATELY,
    /** It was checked within the minute, and should be checked again if a permit is free. */
    FADING,
    /** It was checked just now. */
    FRESH
  }

  /**
   * Returns how well this name and password are known as those of this version of the user. A login
   * of another version is forgotten.
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

  /** Returns whether this name and password succeeded lately, whatever the user's version was. */
  boolean succeededLately(LoginAttempt attempt, Instant now) {
    Checked checked = logins.get(key(attempt));
    return checked != null && checked.memory(now) != Memory.NONE;
  }

  /** Remembers a login that succeeded, unless too many did within the minute. */
  void remember(LoginAttempt attempt, long version, Instant now) {
    if (logins.size() >= MAX_LOGINS) {
      logins.values().removeIf(checked -> checked.memory(now).compareTo(Memory.LATELY) <= 0);
    }
    if (logins.size() < MAX_LOGINS) {
      logins.put(key(attempt), new Checked(version, now));
    }
  }

  /** A network is part of it: elsewhere the answer would tell whether a guess is right. */
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

package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the logins that failed on this node. Strangers choose names and addresses, and type
 * passwords into the field of the name: only names that users have are kept, and at most {@value
 * #MAX_KEYS} of them and as many networks; all others are counted together.
 */
@ApplicationScoped
class FailedLogins {
  static final int MAX_KEYS = 100;

  /** Guarded by this, as the maps are. */
  private final Map<Cause, Long> causes = new EnumMap<>(Cause.class);

  private final Map<String, Long> users = new HashMap<>();
  private final Map<String, Long> networks = new HashMap<>();
  private long unrecorded;

  /** Why a login failed. */
  enum Cause {
    /** The password of an existing user was wrong. */
    PASSWORD("wrong passwords"),
    /** No user has the name. */
    NAME("names that no user has"),
    /** The network must wait before its next login with this name; nothing was checked. */
    DELAYED("not looked at, since too many had failed"),
    /** No API token is this one, or it has expired. */
    TOKEN("API tokens that are not valid"),
    /** What was sent cannot be a login. */
    UNREADABLE("without a possible name and password");

    final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  /** Counts a password that was checked; the name is absent when no user has it. */
  void count(String network, Optional<String> user) {
    synchronized (this) {
      user.ifPresent(name -> add(users, name));
      count(user.isPresent() ? Cause.PASSWORD : Cause.NAME, network);
    }
  }

  /** Counts a login that failed before a password was checked. */
  void count(Cause cause, String network) {
    synchronized (this) {
      causes.merge(cause, 1L, Long::sum);
      add(networks, network);
      unrecorded++;
    }
  }

  private static void add(Map<String, Long> counts, String key) {
    if (counts.size() < MAX_KEYS || counts.containsKey(key)) {
      counts.merge(key, 1L, Long::sum);
    }
  }

  /** Returns the number of failures that are not stored in the database. */
  long unrecorded() {
    synchronized (this) {
      return unrecorded;
    }
  }

  /** Marks as many failures as stored in the database. */
  void recorded(long failures) {
    synchronized (this) {
      unrecorded -= failures;
    }
  }

  /** Returns what was counted since the last call of this method. */
  FailedLoginCounts take() {
    synchronized (this) {
      FailedLoginCounts taken = new FailedLoginCounts(causes, users, networks);
      causes.clear();
      users.clear();
      networks.clear();
      return taken;
    }
  }
}

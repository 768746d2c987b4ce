package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the logins that failed on this node. Attackers can choose names and addresses, and people
 * type passwords into the name field. So only names of existing users are kept, at most {@value
 * #MAX_KEYS} names and {@value #MAX_KEYS} networks; all others are counted together.
 */
@ApplicationScoped
class FailedLogins {
  static final int MAX_KEYS = 100;

  /** Guarded by this, like the other maps. */
  private final Map<Cause, Long> causes = new EnumMap<>(Cause.class);

  private final Map<String, Long> users = new HashMap<>();
  private final Map<String, Long> networks = new HashMap<>();
  private long unrecorded;

  /** The causes of failed logins. */
  enum Cause {
    /** The password of an existing user was wrong. */
    PASSWORD("wrong passwords"),
    /** No user has the name. */
    NAME("unknown user names"),
    /** The network must wait before its next login with this name; no password was checked. */
    DELAYED("refused without a check after too many failures"),
    /** The API token does not exist, or it has expired. */
    TOKEN("invalid API tokens"),
    /** The header or its values cannot be a login. */
    UNREADABLE("malformed logins");

    final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  /** Counts a wrong password; the name is empty if no user has it. */
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

  /** Marks the given number of failures as stored in the database. */
  void recorded(long failures) {
    synchronized (this) {
      unrecorded -= failures;
    }
  }

  /** Returns the counts since the last call of this method. */
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

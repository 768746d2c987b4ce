package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Logins that were checked within the last minute, so that a client does not pay for the password
 * hash with every request. Neither names nor passwords are kept, only a hash of both under a key of
 * this process; at most {@value #MAX_LOGINS}.
 */
@ApplicationScoped
class RememberedLogins {
  static final Duration TIME = Duration.ofMinutes(1);
  static final int MAX_LOGINS = 10_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final ConcurrentMap<String, Checked> logins = new ConcurrentHashMap<>();
  private final SecretKeySpec key;

  RememberedLogins() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Whether this name and password were checked against this version of the user. */
  boolean knows(String name, String password, long version, Instant now) {
    Checked checked = logins.get(digest(name, password));
    return checked != null && checked.version == version && now.isBefore(checked.until);
  }

  /** Remembers a login that was checked. When there are too many, it is not remembered. */
  void remember(String name, String password, long version, Instant now) {
    if (logins.size() >= MAX_LOGINS) {
      logins.values().removeIf(checked -> !now.isBefore(checked.until));
    }
    if (logins.size() < MAX_LOGINS) {
      logins.put(digest(name, password), new Checked(version, now.plus(TIME)));
    }
  }

  private String digest(String name, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private record Checked(long version, Instant until) {}
}

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
  private static final Duration FRESH_TIME = TIME.dividedBy(2);
  static final int MAX_LOGINS = 10_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final ConcurrentMap<String, Checked> logins = new ConcurrentHashMap<>();
  private final SecretKeySpec key;

  RememberedLogins() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** How well a login is known. */
  enum Memory {
    /** It was not checked within the minute. */
    NONE,
    /** It was, and is to be checked again if that can be done, so that it stays known. */
    FADING,
    /** It was checked just now. */
    FRESH
  }

  /** How well this name and password are known as those of this version of the user. */
  Memory of(String name, String password, long version, Instant now) {
    Checked checked = logins.get(digest(name, password));
    if (checked == null || checked.version != version || checked.isOver(now)) {
      return Memory.NONE;
    }
    return now.isBefore(checked.at.plus(FRESH_TIME)) ? Memory.FRESH : Memory.FADING;
  }

  /** Remembers a login that was checked. When there are too many, it is not remembered. */
  void remember(String name, String password, long version, Instant now) {
    if (logins.size() >= MAX_LOGINS) {
      logins.values().removeIf(checked -> checked.isOver(now));
    }
    if (logins.size() < MAX_LOGINS) {
      logins.put(digest(name, password), new Checked(version, now));
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

  private record Checked(long version, Instant at) {
    boolean isOver(Instant now) {
      return !now.isBefore(at.plus(TIME));
    }
  }
}

package io.callboard.benchmark.spring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks Filmmakers' signature: {@code t=…, v1=…} with the HMAC-SHA-256 of the time, a dot and the
 * body.
 */
final class SignatureCheck {
  private static final Pattern HEADER = Pattern.compile("t=(\\d{1,12}), ?v1=([0-9a-f]{64})");
  private static final Duration TOLERANCE = Duration.ofDays(3);
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Clock clock;

  SignatureCheck(String secret, Clock clock) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** Returns whether a header is the signature of a body and its time is within the tolerance. */
  boolean accepts(String header, byte[] body) {
    Matcher signature = HEADER.matcher(header);
    if (!signature.matches()) {
      return false;
    }
    String time = signature.group(1);
    byte[] expected = HexFormat.of().parseHex(signature.group(2));
    return MessageDigest.isEqual(expected, code(time, body)) && isFresh(Long.parseLong(time));
  }

  private boolean isFresh(long second) {
    Duration age = Duration.between(Instant.ofEpochSecond(second), clock.instant());
    return age.abs().compareTo(TOLERANCE) <= 0;
  }

  private byte[] code(String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}

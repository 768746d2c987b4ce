package io.callboard.audit;

import io.callboard.json.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The hashes of the trail: SHA-256 in hexadecimal over JSON arrays of texts, so that different
 * entries never give the same input. The digest of the details is salted. Once details and salt are
 * erased, the details cannot be found by trial.
 */
final class Seal {
  /** The hash that precedes the first entry. */
  static final String GENESIS = "0".repeat(64);

  private static final int SALT_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Seal() {}

  static String salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  static String digest(String salt, String subject, JsonMembers details) {
    return hash(List.of(salt, subject, details.toString()));
  }

  static String entry(
      String previous, long number, Instant at, Operator by, String action, String digest) {
    return hash(
        List.of(
            previous,
            Long.toString(number),
            at.toString(),
            by.name(),
            by.address(),
            action,
            digest));
  }

  private static String hash(List<String> texts) {
    try {
      byte[] bytes = JsonMembers.quote(texts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

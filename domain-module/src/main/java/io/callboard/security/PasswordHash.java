package io.callboard.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The stored form of a password: PBKDF2 with HMAC-SHA256. The number of iterations follows the
 * OWASP Password Storage Cheat Sheet (600,000); each hash stores its own number, so that it can be
 * raised.
 */
public record PasswordHash(byte[] salt, byte[] hash, int iterations) {
  public static final int MIN_LENGTH = 12;
  public static final int MAX_LENGTH = 128;

  static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  public PasswordHash {
    salt = salt.clone();
    hash = hash.clone();
  }

  /**
   * Hashes a new password.
   *
   * @throws IllegalArgumentException if it does not have {@value #MIN_LENGTH} to {@value
   *     #MAX_LENGTH} characters
   */
  public static PasswordHash of(String password) {
    if (!fits(password)) {
      throw new IllegalArgumentException(
          "expected a password of " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new PasswordHash(salt, derive(password, salt, ITERATIONS), ITERATIONS);
  }

  /** Returns a hash that matches no password, for comparisons when the user does not exist. */
  static PasswordHash ofNobody() {
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BYTES];
    RANDOM.nextBytes(salt);
    RANDOM.nextBytes(hash);
    return new PasswordHash(salt, hash, ITERATIONS);
  }

  /** Returns whether the length of a password is within the limits. */
  public static boolean fits(String password) {
    int length = password.codePointCount(0, password.length());
    return length >= MIN_LENGTH && length <= MAX_LENGTH;
  }

  /** Returns whether this is the hash of the password, in constant time. */
  boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(password, salt, iterations));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Returns the name of the class and nothing else. */
  @Override
  public String toString() {
    return "PasswordHash";
  }
}

package io.callboard.rejection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was refused.
 *
 * @param id UUIDv7 of the arrival time
 * @param source the name as the sender gave it; only that of a configured source is stored as such
 * @param reason the reason word, such as {@code signature-stale}
 * @param detail what was expected; nothing secret
 * @param headers by lower-case name
 * @param kept what is quarantined; null unless only its time stands against the delivery
 */
public record Rejection(
    UUID id,
    Instant at,
    String source,
    String reason,
    String detail,
    String address,
    @Nullable String contentType,
    long size,
    Map<String, List<String>> headers,
    @Nullable Kept kept) {

  /** The reason word of a hook that no configured source has. */
  public static final String SOURCE_UNKNOWN = "source-unknown";

  /** What all sources that are not configured are called, in rows and in sums. */
  public static final String UNKNOWN = "unknown";

  public Rejection {
    headers = Map.copyOf(headers);
  }

  /**
   * A body in quarantine.
   *
   * @param key SHA-256, in hexadecimal, of what the signature proves: deliveries that share it are
   *     variants of one, and one of them has a place
   */
  public record Kept(byte[] body, String key) {

    /**
     * A body with its key.
     *
     * @param signed the text that the signature covers in place of the body; null when it covers
     *     the body
     */
    public static Kept of(String source, byte[] body, @Nullable String signed) {
      MessageDigest digest = sha256();
      digest.update(source.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      if (signed == null) {
        digest.update(body);
      } else {
        digest.update((byte) 0);
        digest.update(signed.getBytes(StandardCharsets.UTF_8));
      }
      return new Kept(body, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /** How many bytes of a body are kept. */
  int keptBytes() {
    return kept == null ? 0 : kept.body().length;
  }

  /** The name that it is stored and counted under. */
  String countedAs() {
    return reason.equals(SOURCE_UNKNOWN) ? UNKNOWN : source;
  }
}

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
 * A refused delivery.
 *
 * @param id a UUIDv7 of the arrival time
 * @param source the name that the sender used; only the name of a configured source is stored
 * @param reason the reason code, such as {@code signature-stale}
 * @param detail what was expected; it holds nothing secret
 * @param headers by lower-case name
 * @param kept the body for the quarantine; null unless the delivery was refused for its time alone
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

  /** The reason code for a hook that belongs to no configured source. */
  public static final String SOURCE_UNKNOWN = "source-unknown";

  /** The name under which all sources that are not configured are stored and counted. */
  public static final String UNKNOWN = "unknown";

  public Rejection {
    headers = Map.copyOf(headers);
  }

  /**
   * A body in quarantine.
   *
   * @param key SHA-256, in hexadecimal, of the data that the signature covers. Deliveries with the
   *     same key are variants of one delivery, and only one of them is quarantined
   */
  public record Kept(byte[] body, String key) {

    /**
     * Returns a body with its key.
     *
     * @param signed the text that the signature covers instead of the body; null if it covers the
     *     body
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

  /** Returns the number of kept bytes of the body. */
  int keptBytes() {
    return kept == null ? 0 : kept.body().length;
  }

  /** Returns the name under which the rejection is stored and counted. */
  String countedAs() {
    return reason.equals(SOURCE_UNKNOWN) ? UNKNOWN : source;
  }
}

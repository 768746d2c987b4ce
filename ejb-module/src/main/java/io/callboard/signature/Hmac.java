package io.callboard.signature;

import static io.callboard.signature.RefusalReason.SIGNATURE_MALFORMED;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISMATCH;
import static io.callboard.signature.RefusalReason.SIGNATURE_MISSING;

import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An HMAC over the raw body in one header, after an optional prefix such as {@code sha256=}. It
 * proves the body and no time, so a captured request can be sent again: the event's key is what
 * stops it.
 */
public record Hmac(Algorithm algorithm, Encoding encoding, String prefix) {
  private static final List<String> PROVEN = List.of("body");

  /** The hash under the HMAC. */
  public enum Algorithm {
    SHA1("HmacSHA1", 20),
    SHA256("HmacSHA256", 32),
    SHA384("HmacSHA384", 48),
    SHA512("HmacSHA512", 64);

    private final String jdkName;
    private final int length;

    Algorithm(String jdkName, int length) {
      this.jdkName = jdkName;
      this.length = length;
    }
  }

  /** How the header writes the bytes. */
  public enum Encoding {
    HEX,
    BASE64
  }

  /**
   * Proves a body or refuses it.
   *
   * @param headers every value of the signature header
   */
  public Verification verify(List<String> headers, byte[] body, List<String> secrets) {
    if (headers.isEmpty()) {
      return new Refused(SIGNATURE_MISSING, "the signature header was expected");
    }
    Optional<byte[]> code = headers.size() == 1 ? code(headers.getFirst()) : Optional.empty();
    if (code.isEmpty()) {
      return new Refused(SIGNATURE_MALFORMED, malformed(headers));
    }
    return new Mac(algorithm.jdkName)
        .keyOf(List.of(code.get()), Mac.keys(secrets), body)
        .<Verification>map(index -> new Verified(PROVEN, index))
        .orElseGet(() -> new Refused(SIGNATURE_MISMATCH, "the signature matches under no secret"));
  }

  private String malformed(List<String> headers) {
    String expected =
        "one header of %s%d bytes in %s was expected"
            .formatted(
                prefix.isEmpty() ? "" : "the prefix and ", algorithm.length, encoding.name());
    Optional<String> text = headers.size() == 1 ? text(headers.getFirst()) : Optional.empty();
    return text.filter(hex -> encoding == Encoding.HEX)
        .map(hex -> expected + ": " + Hex.wrong(hex, algorithm.length))
        .orElse(expected);
  }

  /** Returns what follows the prefix. */
  private Optional<String> text(String header) {
    return Optional.of(header.strip())
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()));
  }

  private Optional<byte[]> code(String header) {
    return text(header)
        .flatMap(
            code ->
                switch (encoding) {
                  case HEX -> Hex.bytes(code, algorithm.length);
                  case BASE64 -> Base64Text.bytes(code, Base64.getDecoder(), algorithm.length);
                });
  }
}

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
 * proves the body but no time, so a captured request can be replayed. Only the event's key
 * identifies such a replay.
 */
public record Hmac(Algorithm algorithm, Encoding encoding, String prefix) {
  private static final List<String> PROVEN = List.of("body");

  /** The hash function of the HMAC. */
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

  /** The encoding of the HMAC in the header. */
  public enum Encoding {
    HEX,
    BASE64
  }

  /**
   * Verifies the signature of a body.
   *
   * @param headers every value of the signature header
   */
  public Verification verify(List<String> headers, byte[] body, List<String> secrets) {
    if (headers.isEmpty()) {
      return new Refused(
          SIGNATURE_MISSING, "the signature header is missing: expected exactly one");
    }
    Optional<byte[]> code = headers.size() == 1 ? code(headers.getFirst()) : Optional.empty();
    if (code.isEmpty()) {
      return new Refused(SIGNATURE_MALFORMED, malformed(headers));
    }
    return new Mac(algorithm.jdkName)
        .keyOf(List.of(code.get()), Mac.keys(secrets), body)
        .<Verification>map(index -> new Verified(PROVEN, index))
        .orElseGet(
            () ->
                new Refused(
                    SIGNATURE_MISMATCH,
                    "the signature matches none of the source's secrets: check which secret the"
                        + " sender uses, and that nothing on the way changes the body"));
  }

  private String malformed(List<String> headers) {
    String expected =
        "the signature header is malformed: expected one, with %sa signature of %d bytes in %s"
            .formatted(
                prefix.isEmpty() ? "" : "the prefix and ", algorithm.length, encoding.name());
    Optional<String> text = headers.size() == 1 ? text(headers.getFirst()) : Optional.empty();
    return text.filter(hex -> encoding == Encoding.HEX)
        .map(hex -> expected + ", but " + Hex.wrong(hex, algorithm.length))
        .orElse(expected);
  }

  /** Returns the text after the prefix; empty if the header does not start with it. */
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

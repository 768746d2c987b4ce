package io.callboard.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Base64;
import java.util.Optional;

/**
 * The compact form of a token, read strictly: three segments of the base64url alphabet.
 *
 * @param signed what the signature covers: the first two segments and the full stop, as sent
 */
record CompactToken(
    String encodedHeader, byte[] signed, String encodedPayload, String encodedSignature) {
  /** How many characters a header may have, encoded. */
  private static final int MAX_HEADER = 8_192;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Whether a character of ISO 8859-1 is one of base64url. */
  private static final boolean[] ALPHABET = new boolean[256];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        .chars()
        .forEach(c -> ALPHABET[c] = true);
  }

  static boolean isBlank(byte[] body) {
    return new String(body, ISO_8859_1).isBlank();
  }

  /** Reads a body, around which white space may stand. */
  static Optional<CompactToken> read(byte[] body) {
    String text = new String(body, ISO_8859_1).strip();
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first < 1 || second < 0) {
      return Optional.empty();
    }
    CompactToken token =
        new CompactToken(
            text.substring(0, first),
            text.substring(0, second).getBytes(ISO_8859_1),
            text.substring(first + 1, second),
            text.substring(second + 1));
    return Optional.of(token).filter(CompactToken::isAlphabet);
  }

  private boolean isAlphabet() {
    return isAlphabet(encodedHeader) && isAlphabet(encodedPayload) && isAlphabet(encodedSignature);
  }

  private static boolean isAlphabet(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (!ALPHABET[segment.charAt(i)]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A header that is a JSON object, of at most {@value #MAX_HEADER} encoded characters. Critical
   * extensions may change what is signed (RFC 7797), so a header with any is not taken.
   */
  Optional<JsonMembers> header() {
    return Optional.of(encodedHeader)
        .filter(header -> header.length() <= MAX_HEADER)
        .flatMap(CompactToken::decoded)
        .flatMap(CompactToken::members)
        .filter(header -> !header.names().contains("crit") && !header.names().contains("b64"));
  }

  private static Optional<JsonMembers> members(byte[] json) {
    try {
      return Optional.of(JsonMembers.outline(json));
    } catch (MalformedJson e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> decoded(String segment) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(segment));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The signature, if it has that many bytes and is written in the one way to write them. */
  Optional<byte[]> signatureOf(int bytes) {
    return decoded(encodedSignature)
        .filter(decoded -> decoded.length == bytes)
        .filter(decoded -> ENCODER.encodeToString(decoded).equals(encodedSignature));
  }

  Optional<byte[]> payload() {
    return decoded(encodedPayload);
  }

  Optional<JsonMembers> claims() {
    return payload().flatMap(CompactToken::members);
  }
}

package io.callboard.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Base64;
import java.util.Optional;

/**
 * The compact form of a token, read strictly: three segments of the base64url alphabet, of which
 * the first is a JSON object of at most {@value #MAX_HEADER} characters.
 *
 * @param signed what the signature covers: the first two segments and the full stop, as sent
 */
record CompactToken(
    JsonMembers header, byte[] signed, String encodedPayload, String encodedSignature) {
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
    if (first < 1 || first > MAX_HEADER || second < 0) {
      return Optional.empty();
    }
    byte[] signed = text.substring(0, second).getBytes(ISO_8859_1);
    String payload = text.substring(first + 1, second);
    String signature = text.substring(second + 1);
    return isAlphabet(payload) && isAlphabet(signature)
        ? header(text.substring(0, first))
            .map(header -> new CompactToken(header, signed, payload, signature))
        : Optional.empty();
  }

  private static boolean isAlphabet(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (!ALPHABET[segment.charAt(i)]) {
        return false;
      }
    }
    return true;
  }

  /** A header of critical extensions may change what is signed (RFC 7797), so none is taken. */
  private static Optional<JsonMembers> header(String segment) {
    return Optional.of(segment)
        .filter(CompactToken::isAlphabet)
        .flatMap(CompactToken::decoded)
        .flatMap(CompactToken::members)
        .filter(header -> !header.names().contains("crit") && !header.names().contains("b64"));
  }

  private static Optional<JsonMembers> members(byte[] json) {
    try {
      return Optional.of(JsonMembers.parse(json));
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

  Optional<String> algorithm() {
    return header.string("alg");
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

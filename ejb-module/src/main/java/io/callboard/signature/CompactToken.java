package io.callboard.signature;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The compact form of a token, read strictly: three segments of the base64url alphabet, of which
 * the first is a JSON object of at most {@value #MAX_HEADER} characters.
 */
record CompactToken(String text, JsonMembers header, String encodedPayload, String signature) {
  private static final int MAX_HEADER = 8_192;

  static boolean isBlank(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1).isBlank();
  }

  /** Reads a body, around which white space may stand. */
  static Optional<CompactToken> read(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1).strip();
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first < 1 || first > MAX_HEADER || second < 0 || !isAlphabet(text, first, second)) {
      return Optional.empty();
    }
    return header(text.substring(0, first))
        .map(
            header ->
                new CompactToken(
                    text, header, text.substring(first + 1, second), text.substring(second + 1)));
  }

  private static boolean isAlphabet(String text, int first, int second) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_' && i != first && i != second) {
        return false;
      }
    }
    return true;
  }

  /** A header of critical extensions may change what is signed (RFC 7797), so none is taken. */
  private static Optional<JsonMembers> header(String segment) {
    return decoded(segment)
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

  /** Whether the signature is the one way to write that many bytes. */
  boolean hasSignatureOf(int bytes) {
    return decoded(signature)
        .filter(decoded -> decoded.length == bytes)
        .map(decoded -> Base64.getUrlEncoder().withoutPadding().encodeToString(decoded))
        .filter(signature::equals)
        .isPresent();
  }

  Optional<byte[]> payload() {
    return decoded(encodedPayload);
  }

  Optional<JsonMembers> claims() {
    return payload().flatMap(CompactToken::members);
  }
}

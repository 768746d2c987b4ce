package io.callboard.signature;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The compact form of a token, read strictly: three segments of the base64url alphabet. It keeps
 * the body and where the segments are; a segment is copied when it is asked for.
 *
 * @param first where the first segment begins
 * @param second where the second segment begins, after a full stop
 * @param third where the third segment begins, after a full stop
 * @param end where the third segment ends
 */
record CompactToken(byte[] body, int first, int second, int third, int end) {
  /** How many characters a header may have, encoded. */
  private static final int MAX_HEADER = 8_192;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Whether a byte, unsigned, is a character of base64url. */
  private static final boolean[] ALPHABET = new boolean[256];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        .chars()
        .forEach(c -> ALPHABET[c] = true);
  }

  static boolean isBlank(byte[] body) {
    return skipWhiteSpace(body) == body.length;
  }

  private static int skipWhiteSpace(byte[] body) {
    int at = 0;
    while (at < body.length && isWhiteSpace(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isWhiteSpace(byte character) {
    return Character.isWhitespace(character & 0xFF);
  }

  /** Reads a body, around which white space may stand. */
  static Optional<CompactToken> read(byte[] body) {
    int first = skipWhiteSpace(body);
    int end = body.length;
    while (end > first && isWhiteSpace(body[end - 1])) {
      end--;
    }
    int second = endOfSegment(body, first, end) + 1;
    int third = endOfSegment(body, second, end) + 1;
    boolean isToken = second > first + 1 && third <= end && endOfSegment(body, third, end) == end;
    return isToken
        ? Optional.of(new CompactToken(body, first, second, third, end))
        : Optional.empty();
  }

  /** Where a segment ends: at a full stop or at the end; beyond the end if it is no segment. */
  private static int endOfSegment(byte[] body, int start, int end) {
    int at = start;
    while (at < end && ALPHABET[body[at] & 0xFF]) {
      at++;
    }
    return at >= end || body[at] == '.' ? at : end + 1;
  }

  /** What the signature covers: the first two segments and the full stop, as sent. */
  byte[] signed() {
    return Arrays.copyOfRange(body, first, third - 1);
  }

  /**
   * A header that is a JSON object, of at most {@value #MAX_HEADER} encoded characters. Critical
   * extensions may change what is signed (RFC 7797), so a header with any is not taken.
   */
  Optional<JsonMembers> header() {
    return second - 1 - first > MAX_HEADER
        ? Optional.empty()
        : decoded(first, second - 1)
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

  private Optional<byte[]> decoded(int from, int to) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(Arrays.copyOfRange(body, from, to)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The signature, if it has that many bytes and is written in the one way to write them. */
  Optional<byte[]> signatureOf(int bytes) {
    if (end - third > 2 * bytes) {
      return Optional.empty();
    }
    return decoded(third, end)
        .filter(decoded -> decoded.length == bytes)
        .filter(
            decoded ->
                Arrays.equals(ENCODER.encode(decoded), Arrays.copyOfRange(body, third, end)));
  }

  Optional<byte[]> payload() {
    return decoded(second, third - 1);
  }

  Optional<JsonMembers> claims() {
    return payload().flatMap(CompactToken::members);
  }
}

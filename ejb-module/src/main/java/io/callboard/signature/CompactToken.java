package io.callboard.signature;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The compact form of a token: three segments in the base64url alphabet, with a full stop between
 * each two. No other character is accepted. The record keeps the body and the offsets of the
 * segments; a segment is copied when it is read.
 *
 * @param first offset of the first segment
 * @param second offset of the second segment, after a full stop
 * @param third offset of the third segment, after a full stop
 * @param end offset behind the third segment
 */
record CompactToken(byte[] body, int first, int second, int third, int end) {
  /** Longest header in encoded form, in characters. */
  private static final int MAX_HEADER = 8_192;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** The characters of base64url, indexed by unsigned byte. */
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

  /** Parses a body; empty if it is not a token. White space around the token is ignored. */
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

  /**
   * Returns the end of a segment: the offset of the next full stop, or {@code end}. Returns {@code
   * end + 1} if another character comes first.
   */
  private static int endOfSegment(byte[] body, int start, int end) {
    int at = start;
    while (at < end && ALPHABET[body[at] & 0xFF]) {
      at++;
    }
    return at >= end || body[at] == '.' ? at : end + 1;
  }

  /**
   * Returns the bytes that the signature covers: the first two segments and their full stop, as
   * sent.
   */
  byte[] signed() {
    return Arrays.copyOfRange(body, first, third - 1);
  }

  /**
   * Returns the header if it is a JSON object of at most {@value #MAX_HEADER} encoded characters. A
   * header with critical extensions is rejected, because they may change what is signed (RFC 7797).
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

  /**
   * Decodes the signature; empty unless it has exactly {@code bytes} bytes in canonical base64url.
   */
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

package io.callboard.signature;

import java.util.Base64;
import java.util.Optional;

/** Base64 text from an untrusted sender. */
final class Base64Text {
  private Base64Text() {}

  /** Returns the decoded bytes if there are exactly {@code length}; empty for any other text. */
  static Optional<byte[]> bytes(String text, Base64.Decoder decoder, int length) {
    if (text.length() > (length + 2) / 3 * 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.decode(text)).filter(bytes -> bytes.length == length);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

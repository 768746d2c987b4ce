package io.callboard.signature;

import java.util.HexFormat;
import java.util.Optional;

/** Hexadecimal text from outside. */
final class Hex {
  private Hex() {}

  /** The bytes of exactly {@code 2 * length} hex digits of either case; empty for other text. */
  static Optional<byte[]> bytes(String text, int length) {
    if (text.length() != 2 * length) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(HexFormat.of().parseHex(text));
  }
}

package io.callboard.signature;

import java.util.HexFormat;
import java.util.Optional;

/** Hexadecimal text from an untrusted sender. */
final class Hex {
  private Hex() {}

  /**
   * Returns the bytes of exactly {@code 2 * length} hex digits of either case; empty for other
   * text.
   */
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

  /** Describes what is wrong with a text that should be {@code 2 * length} hex digits. */
  static String wrong(String text, int length) {
    long digits = text.chars().filter(HexFormat::isHexDigit).count();
    return digits == text.length()
        ? "it has %d of %d hex digits".formatted(digits, 2 * length)
        : "%d of its %d characters are not hex digits"
            .formatted(text.length() - digits, text.length());
  }
}

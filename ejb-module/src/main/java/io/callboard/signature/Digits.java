package io.callboard.signature;

import java.util.Optional;

/** A decimal number in a signature: 1 to 19 ASCII digits and nothing else. */
final class Digits {
  private Digits() {}

  /** Returns the number; empty for other text and for numbers beyond 64 bits. */
  static Optional<Long> number(String text) {
    if (text.isEmpty() || text.length() > 19) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

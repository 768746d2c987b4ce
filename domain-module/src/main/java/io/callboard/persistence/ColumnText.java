package io.callboard.persistence;

/** Texts from outside in the form that text columns accept. */
public final class ColumnText {
  private static final int REPLACEMENT = '\uFFFD';

  private ColumnText() {}

  /**
   * Returns the text without NUL and with a replacement character for each lone surrogate, cut to
   * {@code max} characters. A surrogate pair is kept whole or left out.
   */
  public static String cut(String text, int max) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (character == 0) {
        continue;
      }
      int kept = isSurrogate(character) ? REPLACEMENT : character;
      if (clean.length() + Character.charCount(kept) > max) {
        break;
      }
      clean.appendCodePoint(kept);
    }
    return clean.toString();
  }

  private static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }
}

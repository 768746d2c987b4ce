package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import io.callboard.time.EventTime;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes values from a provider's document into columns such that no value can fail an insert: what
 * has another type is null, what text columns refuse is left out. Of a text that people read the
 * beginning is shown, with an ellipsis for what does not fit; a text that machines compare or
 * follow, such as an id, a word or an address, is null when it does not fit. Lengths are in
 * characters of UTF-16, of which a character of either database has at least one.
 */
final class TypedColumns {
  static final int SEARCH = 1_000;

  private static final String ELLIPSIS = "\u2026";

  /** Years that both databases hold and four digits show. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private TypedColumns() {}

  /** Returns a string member as people read it: clean, of at most {@code max} characters. */
  static @Nullable String text(JsonMembers members, String name, int max) {
    return members.string(name).map(text -> shown(text, max)).orElse(null);
  }

  /** Returns a whole string member; null when it has more than {@code max} characters. */
  static @Nullable String word(JsonMembers members, String name, int max) {
    return members.string(name).map(text -> fitting(text, max)).orElse(null);
  }

  /** Returns a whole string member or a number's digits; null beyond {@code max}. */
  static @Nullable String id(JsonMembers members, String name, int max) {
    return members.literal(name).map(text -> fitting(text, max)).orElse(null);
  }

  /** Returns a text that is clean and has at most {@code max} characters; null otherwise. */
  static @Nullable String fitting(@Nullable String text, int max) {
    return text != null && text.length() <= max && clean(text, max).equals(text) ? text : null;
  }

  private static String shown(String text, int max) {
    String clean = clean(text, text.length());
    return clean.length() <= max ? clean : clean(clean, max - 1) + ELLIPSIS;
  }

  /** Without NUL, with a replacement character for each lone surrogate, cut. */
  static String clean(String text, int max) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (character == 0) {
        continue;
      }
      int kept = isSurrogate(character) ? '\uFFFD' : character;
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

  static @Nullable Integer integer(JsonMembers members, String name) {
    return members
        .number(name)
        .filter(number -> number == number.intValue())
        .map(Long::intValue)
        .orElse(null);
  }

  static @Nullable Boolean bool(JsonMembers members, String name) {
    return members.bool(name).orElse(null);
  }

  /** A number member that is finite as a double. */
  static @Nullable Double decimal(JsonMembers members, String name) {
    return members
        .text(name)
        .filter(text -> text.startsWith("-") || Character.isDigit(text.charAt(0)))
        .map(Double::valueOf)
        .filter(Double::isFinite)
        .orElse(null);
  }

  /** Reads a time in any form that orders events too. */
  static @Nullable Instant instant(JsonMembers members, String name) {
    return EventTime.of(members, name).map(TypedColumns::instant).orElse(null);
  }

  /** As columns hold it: whole microseconds, within the years 1 to 9999. */
  static Instant instant(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the text that is searched: all texts as {@link #folded}, cut. */
  static String search(@Nullable String... texts) {
    String joined =
        Stream.of(texts)
            .filter(text -> text != null && !text.isEmpty())
            .collect(Collectors.joining(" "));
    return clean(folded(joined), SEARCH);
  }

  /**
   * Returns a text in the one form in which texts are compared: in lower case and with composed
   * accents (NFC), whichever way it was typed.
   *
   * @see <a href="https://www.unicode.org/reports/tr15/">Unicode normalization forms</a>
   */
  static String folded(String text) {
    return composed(composed(text).toLowerCase(Locale.ROOT));
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}

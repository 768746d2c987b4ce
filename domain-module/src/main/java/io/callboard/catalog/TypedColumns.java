package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.ColumnText;
import io.callboard.time.EventTime;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conversions of values in a provider's document for columns, such that no value can fail an
 * insert. A value of another type becomes null, and characters that text columns reject are
 * removed. A long text for people is cut and ends with an ellipsis. A text that machines compare or
 * follow, such as an id, a word or an address, is null if it does not fit. Lengths are in UTF-16
 * characters; a character of either database has at least one of them.
 */
final class TypedColumns {
  static final int SEARCH = 1_000;

  private static final String ELLIPSIS = "\u2026";

  /** The years that both databases support and that have four digits. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private TypedColumns() {}

  /** Returns a string member for people: clean, with at most {@code max} characters. */
  static @Nullable String text(JsonMembers members, String name, int max) {
    return members.string(name).map(text -> shown(text, max)).orElse(null);
  }

  /**
   * Returns an uncut string member; null if it is not clean or has more than {@code max}
   * characters.
   */
  static @Nullable String word(JsonMembers members, String name, int max) {
    return members.string(name).map(text -> fitting(text, max)).orElse(null);
  }

  /**
   * Returns an uncut string member or a number's digits; null if it is not clean or has more than
   * {@code max} characters.
   */
  static @Nullable String id(JsonMembers members, String name, int max) {
    return members.literal(name).map(text -> fitting(text, max)).orElse(null);
  }

  /** Returns the text if it is clean and has at most {@code max} characters; null otherwise. */
  static @Nullable String fitting(@Nullable String text, int max) {
    return text != null && text.length() <= max && ColumnText.cut(text, max).equals(text)
        ? text
        : null;
  }

  private static String shown(String text, int max) {
    String clean = ColumnText.cut(text, text.length());
    return clean.length() <= max ? clean : ColumnText.cut(clean, max - 1) + ELLIPSIS;
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

  /** Returns a number member that is finite as a double. */
  static @Nullable Double decimal(JsonMembers members, String name) {
    return members
        .text(name)
        .filter(text -> text.startsWith("-") || Character.isDigit(text.charAt(0)))
        .map(Double::valueOf)
        .filter(Double::isFinite)
        .orElse(null);
  }

  /** Returns a time in any form that can also order events. */
  static @Nullable Instant instant(JsonMembers members, String name) {
    return EventTime.of(members, name).map(TypedColumns::instant).orElse(null);
  }

  /** Returns the time as columns hold it: in whole microseconds, within the years 1 to 9999. */
  static Instant instant(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the searchable text: all texts joined, {@link #folded} and cut. */
  static String search(@Nullable String... texts) {
    String joined =
        Stream.of(texts)
            .filter(text -> text != null && !text.isEmpty())
            .collect(Collectors.joining(" "));
    return ColumnText.cut(folded(joined), SEARCH);
  }

  /**
   * Returns the text in the form in which texts are compared: lower case with composed accents
   * (NFC).
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

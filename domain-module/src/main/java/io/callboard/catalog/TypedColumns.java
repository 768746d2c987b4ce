package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes values from a provider's document into columns such that no value can fail an insert: what
 * has another type is null, what is too long is cut, what text columns refuse is left out.
 */
final class TypedColumns {
  static final int SEARCH = 1_000;

  /** Years that both databases hold and four digits show. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private TypedColumns() {}

  /** A string member, clean and at most {@code max} characters. */
  static @Nullable String text(JsonMembers members, String name, int max) {
    return members.string(name).map(text -> clean(text, max)).orElse(null);
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

  /** An ISO 8601 string with an offset, or epoch milliseconds; within the years 1 to 9999. */
  static @Nullable Instant instant(JsonMembers members, String name) {
    Optional<Instant> written = members.string(name).flatMap(TypedColumns::parse);
    return written
        .or(() -> members.number(name).map(Instant::ofEpochMilli))
        .filter(TypedColumns::isWithin)
        .map(TypedColumns::instant)
        .orElse(null);
  }

  /** As columns hold it: whole microseconds, within the years 1 to 9999. */
  static Instant instant(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static boolean isWithin(Instant instant) {
    return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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

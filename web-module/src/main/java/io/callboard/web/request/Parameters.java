package io.callboard.web.request;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request's query parameters, each read as its type. A parameter that cannot be read is answered
 * 400 with its name; an absent one is null.
 */
public final class Parameters {
  public static final String LIMIT = "limit";
  public static final String AFTER = "after";
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 500;
  private static final int MAX_TEXT = 1_000;

  /** The first and the last time that a parameter can have. */
  static final Instant FIRST = Instant.EPOCH;

  static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Map<String, List<String>> values;

  public Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Returns the maximum number of items of a page. */
  public int limit() {
    String text = text(LIMIT);
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered below, like a number that is out of bounds
    }
    throw BadParameter.named(LIMIT, "A whole number from 1 to " + MAX_LIMIT + " was expected.");
  }

  /** Returns the end of the previous page. */
  public @Nullable Cursor after() {
    String text = text(AFTER);
    return text == null ? null : Cursor.parse(text);
  }

  /** Returns a text of at most {@value #MAX_TEXT} characters. */
  public @Nullable String text(String name) {
    List<String> given = values.get(name);
    if (given == null || given.isEmpty()) {
      return null;
    }
    String text = given.getFirst();
    if (text.isEmpty() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw BadParameter.named(name, "1 to " + MAX_TEXT + " characters without NUL were expected.");
    }
    return text;
  }

  /** Returns a time like {@link #time}, which must be after the time of another parameter. */
  public @Nullable Instant timeAfter(String earlier, String name) {
    Instant from = time(earlier);
    Instant to = time(name);
    if (from != null && to != null && !from.isBefore(to)) {
      throw BadParameter.named(name, "A time after \"" + earlier + "\" was expected.");
    }
    return to;
  }

  /** Returns a time in ISO 8601 with its offset. */
  public @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // answered below, like a time that is out of bounds
    }
    throw BadParameter.named(
        name, "A time from 1970 to 9999 was expected, such as 2026-11-21T12:00:00Z.");
  }

  /** Returns {@code true} or {@code false}; an absent parameter is false. */
  public boolean flag(String name) {
    return switch (text(name)) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw BadParameter.named(name, "true or false was expected.");
    };
  }

  /**
   * Returns the names of a comma-separated list, all of them known; an absent parameter is an empty
   * set.
   */
  public Set<String> names(String name, String... known) {
    String text = text(name);
    if (text == null) {
      return Set.of();
    }
    Set<String> names = new HashSet<>(Arrays.asList(text.split(",", -1)));
    if (!Set.of(known).containsAll(names)) {
      throw BadParameter.named(
          name, "A comma-separated list was expected, of these names: " + String.join(", ", known));
    }
    return names;
  }

  /** Returns the constant of a name, in any case. */
  public <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> BadParameter.named(name, "One of " + names(type) + " was expected."));
  }

  private static String names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
  }
}

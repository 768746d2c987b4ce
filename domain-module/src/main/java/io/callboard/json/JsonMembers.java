package io.callboard.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, in order, each value as the exact text that was sent. Numbers
 * keep their digits and strings their escapes, so a document composed of members says what the
 * provider said.
 *
 * <p>Limits: UTF-8 without a byte order mark, {@value #MAX_DEPTH} levels, {@value #MAX_NAME}
 * characters in a name, {@value #MAX_NUMBER} in a number, {@value #MAX_MEMBERS} members at all
 * levels. A member named twice, at any level, is rejected, and so is a name that is not Unicode.
 * The caller must limit the size. What Callboard stored itself is read without limits.
 */
public final class JsonMembers {
  public static final int MAX_DEPTH = 100;
  public static final int MAX_NAME = 1_000;
  public static final int MAX_NUMBER = 1_000;

  /** The maximum number of members, all levels together. */
  public static final int MAX_MEMBERS = 30_000;

  /** The maximum number of characters in a member that {@link #selected} keeps. */
  public static final int MAX_SELECTED = 8_192;

  static final String LIMITS =
      MAX_DEPTH
          + " levels, "
          + MAX_NAME
          + " characters in a name, "
          + MAX_NUMBER
          + " in a number and "
          + MAX_SELECTED
          + " in a signed member";

  public static final JsonMembers NONE = new JsonMembers(Map.of(), Map.of());

  /** Stands for a stored value that is not a JSON object. */
  public static final JsonMembers UNREADABLE =
      new JsonMembers(
          Map.of("unreadable", "[\"the stored value is not a JSON object\"]"), Map.of());

  private final Map<String, String> texts;

  /** Those members that are objects and were parsed together with this one. */
  private final Map<String, JsonMembers> objects;

  JsonMembers(Map<String, String> texts, Map<String, JsonMembers> objects) {
    this.texts = Collections.unmodifiableMap(texts);
    this.objects = objects;
  }

  /**
   * Reads stored bytes of {@link #toBytes}, without the limits for sent JSON; returns {@link #NONE}
   * for null.
   *
   * @throws UnreadableJson if the bytes are not a JSON object
   */
  public static JsonMembers stored(byte @Nullable [] json) {
    try {
      return json == null ? NONE : JsonReading.kept(json);
    } catch (MalformedJson e) {
      throw new UnreadableJson(e);
    }
  }

  /** Reads stored bytes for display; returns {@link #UNREADABLE} if they are not a JSON object. */
  public static JsonMembers shown(byte @Nullable [] json) {
    try {
      return stored(json);
    } catch (UnreadableJson e) {
      return UNREADABLE;
    }
  }

  /** Returns an object composed of JSON texts that an instance of this class returned. */
  public static JsonMembers of(Map<String, String> texts) {
    return new JsonMembers(new LinkedHashMap<>(texts), Map.of());
  }

  /**
   * Reads an object.
   *
   * @throws MalformedJson if the bytes are not UTF-8, not JSON, not an object, or over a limit
   */
  public static JsonMembers parse(byte[] json) throws MalformedJson {
    return JsonReading.sent(json, true);
  }

  /**
   * Reads an object whose inner objects are rarely used: each is parsed on demand.
   *
   * @throws MalformedJson as {@link #parse}
   */
  public static JsonMembers outline(byte[] json) throws MalformedJson {
    return JsonReading.sent(json, false);
  }

  /**
   * Reads a few members of an object whose sender is not proven yet. The rest is checked as {@link
   * #parse} checks it but is not kept, so that the memory is a small multiple of the body. Strings
   * and numbers have the same values as in {@link #parse}. Only the type is kept of other objects
   * and of arrays.
   *
   * @param names the members to keep, of at most {@value #MAX_SELECTED} characters each
   * @param namesInObjects the members to keep of objects, by the object's name
   * @throws MalformedJson as {@link #parse}, and if a member to keep is too long
   */
  public static JsonMembers selected(
      byte[] json, Set<String> names, Map<String, Set<String>> namesInObjects)
      throws MalformedJson {
    return JsonReading.selected(json, names, namesInObjects);
  }

  public Set<String> names() {
    return texts.keySet();
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Returns the exact JSON text of a member; empty if there is no such member. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** Returns whether the member exists and is null. */
  public boolean isNull(String name) {
    return "null".equals(texts.get(name));
  }

  /** Returns a string member, unescaped; empty if it is missing or of another type. */
  public Optional<String> string(String name) {
    return text(name).filter(text -> text.startsWith("\"")).map(JsonMembers::unescape);
  }

  /** Returns a string member, unescaped, or a number member's literal digits; empty otherwise. */
  public Optional<String> literal(String name) {
    return text(name)
        .filter(text -> text.startsWith("\"") || isNumber(text))
        .map(text -> text.startsWith("\"") ? unescape(text) : text);
  }

  /**
   * Returns the literal digits of an integer member (no fraction, no exponent); empty otherwise.
   */
  public Optional<String> integer(String name) {
    return text(name)
        .filter(
            text ->
                isNumber(text) && text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E'));
  }

  /** Returns an integer member that fits 64 bits; empty otherwise. */
  public Optional<Long> number(String name) {
    return integer(name)
        .flatMap(
            digits -> {
              try {
                return Optional.of(Long.valueOf(digits));
              } catch (NumberFormatException e) {
                return Optional.empty();
              }
            });
  }

  /** Returns a boolean member; empty otherwise. */
  public Optional<Boolean> bool(String name) {
    return text(name)
        .filter(text -> text.equals("true") || text.equals("false"))
        .map(Boolean::valueOf);
  }

  /** Returns whether the member exists and is an object. */
  public boolean isObject(String name) {
    return isObjectText(texts.getOrDefault(name, ""));
  }

  /** Returns an object member; empty if it is missing or of another type. */
  public Optional<JsonMembers> object(String name) {
    JsonMembers read = objects.get(name);
    return read != null
        ? Optional.of(read)
        : text(name).filter(JsonMembers::isObjectText).map(JsonReading::object);
  }

  /**
   * Returns the objects of an array member, without other elements; empty without such an array.
   */
  public List<JsonMembers> objects(String name) {
    return elements(name, JsonReading::object).stream().flatMap(Optional::stream).toList();
  }

  /**
   * Returns the strings of an array member, unescaped, without other elements; empty without such
   * an array.
   */
  public List<String> strings(String name) {
    return elements(name).stream()
        .filter(element -> element.startsWith("\""))
        .map(JsonMembers::unescape)
        .toList();
  }

  /** Returns the exact JSON texts of an array member's elements; empty without such an array. */
  public List<String> elements(String name) {
    return elements(name, JsonReading::text);
  }

  private <T> List<T> elements(String name, JsonReading.ElementReader<T> reader) {
    String text = texts.getOrDefault(name, "");
    return text.startsWith("[") ? List.copyOf(JsonReading.elements(text, reader)) : List.of();
  }

  /** Returns the number of bytes of {@link #toBytes}. */
  public long size() {
    long size = Math.max(2, texts.size() + 1L);
    for (Map.Entry<String, String> member : texts.entrySet()) {
      size += 1 + utf8Length(quote(member.getKey())) + utf8Length(member.getValue());
    }
    return size;
  }

  /**
   * Returns the bytes of a text in UTF-8. A surrogate counts as half of a character of four bytes;
   * a lone one, which becomes the one byte {@code ?}, counts one too many.
   */
  private static long utf8Length(String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  /** Returns the object as JSON in UTF-8. */
  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the object as JSON text. */
  @Override
  public String toString() {
    StringBuilder json = new StringBuilder("{");
    texts.forEach(
        (name, text) ->
            json.append(json.length() == 1 ? "" : ",")
                .append(quote(name))
                .append(':')
                .append(text));
    return json.append('}').toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonMembers members && texts.equals(members.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  /** Returns a text as a JSON string. */
  public static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** Returns texts as a JSON array of strings. */
  public static String quote(List<String> texts) {
    StringBuilder array = new StringBuilder("[");
    for (String text : texts) {
      array.append(array.length() == 1 ? "" : ",").append(quote(text));
    }
    return array.append(']').toString();
  }

  private static boolean isObjectText(String text) {
    return text.startsWith("{");
  }

  private static boolean isNumber(String text) {
    char first = text.charAt(0);
    return first == '-' || (first >= '0' && first <= '9');
  }

  private static String unescape(String text) {
    return text.indexOf('\\') < 0 ? text.substring(1, text.length() - 1) : JsonReading.string(text);
  }
}

package io.callboard.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, in order, each value as the exact text it was sent as. Numbers
 * keep their digits and strings their escapes, so a document put together from members says what
 * the provider said.
 *
 * <p>Limits: UTF-8 without a byte order mark, {@value #MAX_DEPTH} levels, {@value #MAX_NAME}
 * characters in a name, {@value #MAX_NUMBER} in a number; a member named twice, at any level, is
 * refused, and so is a name that is not Unicode. The size is the caller's to limit.
 */
public final class JsonMembers {
  public static final int MAX_DEPTH = 100;
  public static final int MAX_NAME = 1_000;
  public static final int MAX_NUMBER = 1_000;

  public static final JsonMembers NONE = new JsonMembers(Map.of(), Map.of());

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .build();

  /**
   * How many levels are read at once. Events have what is asked of them within these; a member
   * further down is read when it is asked for, so that no text is kept more often than this.
   */
  private static final int LEVELS_AT_ONCE = 3;

  private final Map<String, String> texts;

  /** The members that are objects, as far as they were read along. */
  private final Map<String, JsonMembers> objects;

  private JsonMembers(Map<String, String> texts, Map<String, JsonMembers> objects) {
    this.texts = Collections.unmodifiableMap(texts);
    this.objects = objects;
  }

  /**
   * What {@link #toBytes} made and the database kept; none where it kept nothing.
   *
   * @throws IllegalStateException if the bytes are something else
   */
  public static JsonMembers stored(byte @Nullable [] json) {
    try {
      return json == null ? NONE : outline(json);
    } catch (MalformedJson e) {
      throw new IllegalStateException("only JSON objects are stored as such", e);
    }
  }

  /** Members put together from JSON texts that an instance of this class gave out. */
  public static JsonMembers of(Map<String, String> texts) {
    return new JsonMembers(new LinkedHashMap<>(texts), Map.of());
  }

  /**
   * Reads an object.
   *
   * @throws MalformedJson if the bytes are not UTF-8, not JSON, not an object, or over a limit
   */
  public static JsonMembers parse(byte[] json) throws MalformedJson {
    return parse(decoded(json), LEVELS_AT_ONCE);
  }

  /**
   * Reads an object of whose objects hardly anything is asked: each is read when it is.
   *
   * @throws MalformedJson as {@link #parse}
   */
  public static JsonMembers outline(byte[] json) throws MalformedJson {
    return parse(decoded(json), 1);
  }

  /** What is not UTF-8 is replaced in reading, and so does not come out as it went in. */
  private static char[] decoded(byte[] json) throws MalformedJson {
    String text = new String(json, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), json)) {
      throw new MalformedJson("not UTF-8");
    }
    return text.toCharArray();
  }

  private static JsonMembers parse(char[] json, int levels) throws MalformedJson {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJson("a JSON object was expected");
      }
      JsonMembers members = members(parser, json, levels);
      if (parser.nextToken() != null) {
        throw new MalformedJson("text follows the JSON object");
      }
      return members;
    } catch (JsonProcessingException e) {
      throw new MalformedJson(reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("characters in memory are read without failure", e);
    }
  }

  /** Reads on from the beginning of an object to its end. */
  private static JsonMembers members(JsonParser parser, char[] json, int levels)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, JsonMembers> objects = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT && levels > 1) {
        int start = start(parser);
        objects.put(name, members(parser, json, levels - 1));
        texts.put(name, text(parser, json, start));
      } else {
        texts.put(name, text(parser, json));
      }
    }
    return new JsonMembers(texts, objects);
  }

  private static String text(JsonParser parser, char[] json) throws IOException {
    if (parser.currentToken().isNumeric()) {
      return parser.getText();
    }
    int start = start(parser);
    parser.finishToken();
    parser.skipChildren();
    return text(parser, json, start);
  }

  private static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static String text(JsonParser parser, char[] json, int start) {
    return new String(json, start, (int) parser.currentLocation().getCharOffset() - start);
  }

  private static String reason(JsonProcessingException e) {
    var location = e.getLocation();
    return "not JSON within its limits"
        + (location == null ? "" : ", at character " + location.getCharOffset());
  }

  public Set<String> names() {
    return texts.keySet();
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** The exact JSON text of a member, absent when there is no such member. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** Whether the member is there and null. */
  public boolean isNull(String name) {
    return "null".equals(texts.get(name));
  }

  /** A string member, unescaped; absent when there is none or it is of another type. */
  public Optional<String> string(String name) {
    return text(name).filter(text -> text.startsWith("\"")).map(JsonMembers::unescape);
  }

  /** A string member unescaped, or a number member's literal digits; absent otherwise. */
  public Optional<String> literal(String name) {
    return text(name)
        .filter(text -> text.startsWith("\"") || isNumber(text))
        .map(text -> text.startsWith("\"") ? unescape(text) : text);
  }

  /** The literal digits of an integer member (no fraction, no exponent); absent otherwise. */
  public Optional<String> integer(String name) {
    return text(name)
        .filter(
            text ->
                isNumber(text) && text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E'));
  }

  /** An integer member that fits 64 bits; absent otherwise. */
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

  /** A boolean member; absent otherwise. */
  public Optional<Boolean> bool(String name) {
    return text(name)
        .filter(text -> text.equals("true") || text.equals("false"))
        .map(Boolean::valueOf);
  }

  /** Whether the member is there and an object. */
  public boolean isObject(String name) {
    return isObjectText(texts.getOrDefault(name, ""));
  }

  /** An object member; absent when there is none or it is of another type. */
  public Optional<JsonMembers> object(String name) {
    JsonMembers read = objects.get(name);
    return read != null
        ? Optional.of(read)
        : text(name).filter(JsonMembers::isObjectText).map(JsonMembers::reread);
  }

  /** The objects of an array member, others left out; empty when there is no such array. */
  public List<JsonMembers> objects(String name) {
    return elements(name, JsonMembers::object).stream().flatMap(Optional::stream).toList();
  }

  /** The elements of an array member if all are objects; none when there is no such array. */
  public Optional<List<JsonMembers>> onlyObjects(String name) {
    List<Optional<JsonMembers>> elements = elements(name, JsonMembers::object);
    return elements.stream().allMatch(Optional::isPresent)
        ? Optional.of(elements.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  private static Optional<JsonMembers> object(JsonParser parser, char[] json) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return Optional.of(members(parser, json, LEVELS_AT_ONCE));
    }
    parser.skipChildren();
    return Optional.empty();
  }

  /** The strings of an array member, unescaped, others left out; empty when there is none. */
  public List<String> strings(String name) {
    return elements(name).stream()
        .filter(element -> element.startsWith("\""))
        .map(JsonMembers::unescape)
        .toList();
  }

  /** The exact JSON texts of an array member's elements; empty when there is no such array. */
  public List<String> elements(String name) {
    return elements(name, JsonMembers::text);
  }

  private <T> List<T> elements(String name, ElementReader<T> reader) {
    String text = texts.getOrDefault(name, "");
    if (!text.startsWith("[")) {
      return List.of();
    }
    char[] json = text.toCharArray();
    List<T> elements = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(reader.read(parser, json));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a member's text was read before", e);
    }
    return List.copyOf(elements);
  }

  /** The object as JSON, in UTF-8. */
  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The object as JSON text. */
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

  /** A text as a JSON string. */
  public static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** Texts as a JSON array of strings. */
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

  private static JsonMembers reread(String text) {
    try {
      return parse(text.toCharArray(), LEVELS_AT_ONCE);
    } catch (MalformedJson e) {
      throw new IllegalStateException("a member's text was read before", e);
    }
  }

  /** Reads the element that a parser stands at, up to its end. */
  private interface ElementReader<T> {
    T read(JsonParser parser, char[] json) throws IOException;
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text.substring(1, text.length() - 1);
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalStateException("a member's text was read before", e);
    }
  }
}

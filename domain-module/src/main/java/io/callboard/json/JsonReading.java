package io.callboard.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parser of JSON in one pass. Names are not cached between documents: Jackson's table of names is
 * shared by all parsers of a factory and rejects colliding names. With it, one document could
 * decide whether another can be read.
 */
final class JsonReading {
  /** The factory with the limits for sent JSON. */
  private static final JsonFactory SENT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(sent().build())
          .build();

  /**
   * The same limits, and a maximum length for the members that are kept while others are skipped.
   */
  private static final JsonFactory SELECTED =
      SENT.rebuild()
          .streamReadConstraints(sent().maxStringLength(JsonMembers.MAX_SELECTED).build())
          .build();

  /** No limits: the text was read within them once, or was composed of such texts. */
  private static final JsonFactory KEPT =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static StreamReadConstraints.Builder sent() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(JsonMembers.MAX_DEPTH)
        .maxNameLength(JsonMembers.MAX_NAME)
        .maxNumberLength(JsonMembers.MAX_NUMBER);
  }

  /**
   * The number of levels that are parsed at once. The members that Callboard uses of an event are
   * within these levels. Deeper members are parsed on demand, so that no text is kept more often
   * than this.
   */
  private static final int LEVELS_AT_ONCE = 3;

  /** The maximum number of objects that are parsed at once. */
  private static final int OBJECTS_AT_ONCE = 64;

  private final JsonParser parser;
  private final char[] json;
  private final int maxMembers;
  private int members;
  private int objects;

  private JsonReading(JsonParser parser, char[] json, int maxMembers) {
    this.parser = parser;
    this.json = json;
    this.maxMembers = maxMembers;
  }

  /** A pass over a text. */
  private interface Pass<T> {
    T read(JsonReading reading) throws IOException, MalformedJson;
  }

  /** Reads a sent object, with or without the objects in it. */
  static JsonMembers sent(byte[] bytes, boolean deep) throws MalformedJson {
    char[] json = decoded(bytes);
    return read(
        () -> SENT.createParser(json),
        json,
        JsonMembers.MAX_MEMBERS,
        reading -> reading.document(() -> reading.members(deep ? LEVELS_AT_ONCE : 1)));
  }

  /** Reads some members of a sent object; the decoded text is never in memory as a whole. */
  static JsonMembers selected(
      byte[] bytes, Set<String> names, Map<String, Set<String>> namesInObjects)
      throws MalformedJson {
    return read(
        () ->
            SELECTED.createParser(
                new InputStreamReader(
                    new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder())),
        new char[0],
        JsonMembers.MAX_MEMBERS,
        reading -> reading.document(() -> reading.selected(names, namesInObjects)));
  }

  /** Reads an object without limits. */
  static JsonMembers kept(byte[] bytes) throws MalformedJson {
    char[] json = decoded(bytes);
    return read(
        () -> KEPT.createParser(json),
        json,
        Integer.MAX_VALUE,
        reading -> reading.document(() -> reading.members(1)));
  }

  /** Reads an object whose text an instance of {@link JsonMembers} holds. */
  static JsonMembers object(String text) {
    char[] json = text.toCharArray();
    return readBefore(json, reading -> reading.document(() -> reading.members(LEVELS_AT_ONCE)));
  }

  /** Reads the elements of an array whose text an instance of {@link JsonMembers} holds. */
  static <T> List<T> elements(String text, ElementReader<T> reader) {
    return readBefore(
        text.toCharArray(),
        reading -> {
          List<T> elements = new ArrayList<>();
          reading.parser.nextToken();
          while (reading.parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(reader.read(reading));
          }
          return elements;
        });
  }

  /** Reads a string whose text an instance of {@link JsonMembers} holds. */
  static String string(String text) {
    return readBefore(
        text.toCharArray(),
        reading -> {
          reading.parser.nextToken();
          return reading.parser.getText();
        });
  }

  private static <T> T readBefore(char[] json, Pass<T> pass) {
    try {
      return read(() -> KEPT.createParser(json), json, Integer.MAX_VALUE, pass);
    } catch (MalformedJson e) {
      throw new IllegalStateException("a member's text cannot be read a second time", e);
    }
  }

  /** Reads the element at the parser's position, up to its end. */
  interface ElementReader<T> {
    T read(JsonReading reading) throws IOException, MalformedJson;
  }

  private interface Opening {
    JsonParser open() throws IOException;
  }

  private static <T> T read(Opening opening, char[] json, int maxMembers, Pass<T> pass)
      throws MalformedJson {
    try (JsonParser parser = opening.open()) {
      return pass.read(new JsonReading(parser, json, maxMembers));
    } catch (JsonProcessingException e) {
      throw new MalformedJson(reason(e));
    } catch (CharacterCodingException e) {
      throw notUtf8();
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
  }

  private static char[] decoded(byte[] json) throws MalformedJson {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      char[] chars = text.array();
      return chars.length == text.limit() ? chars : Arrays.copyOf(chars, text.limit());
    } catch (CharacterCodingException e) {
      throw notUtf8();
    }
  }

  private static MalformedJson notUtf8() {
    return new MalformedJson("not UTF-8");
  }

  private static String reason(JsonProcessingException e) {
    var location = e.getLocation();
    String error =
        e instanceof StreamConstraintsException
            ? "JSON over a limit (" + JsonMembers.LIMITS + ")"
            : "not valid JSON with unique member names";
    return error + (location == null ? "" : ", at character " + location.getCharOffset());
  }

  private interface Members {
    JsonMembers read() throws IOException, MalformedJson;
  }

  private JsonMembers document(Members object) throws IOException, MalformedJson {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedJson("the text does not begin with a JSON object");
    }
    JsonMembers members = object.read();
    if (parser.nextToken() != null) {
      throw new MalformedJson("text follows the JSON object");
    }
    return members;
  }

  /** Reads the object at the parser's position, up to its end. */
  private JsonMembers members(int levels) throws IOException, MalformedJson {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, JsonMembers> inner = new HashMap<>();
    while (isAtName(parser.nextToken())) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT
          && levels > 1
          && ++objects <= OBJECTS_AT_ONCE) {
        int start = start();
        inner.put(name, members(levels - 1));
        texts.put(name, textSince(start));
      } else {
        texts.put(name, text());
      }
    }
    return texts.isEmpty() ? JsonMembers.NONE : new JsonMembers(texts, inner);
  }

  private JsonMembers selected(Set<String> names, Map<String, Set<String>> namesInObjects)
      throws IOException, MalformedJson {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, JsonMembers> inner = new HashMap<>();
    while (isAtName(parser.nextToken())) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && namesInObjects.containsKey(name)) {
        inner.put(name, selected(namesInObjects.getOrDefault(name, Set.of()), Map.of()));
      } else if (names.contains(name)) {
        texts.put(name, selectedText(token));
      }
      skip();
    }
    return new JsonMembers(texts, inner);
  }

  private String selectedText(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> "{}";
      case START_ARRAY -> "[]";
      case VALUE_STRING -> JsonMembers.quote(parser.getText());
      default -> parser.getText();
    };
  }

  /** Returns the array element at the parser's position, if it is an object. */
  Optional<JsonMembers> object() throws IOException, MalformedJson {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return Optional.of(members(LEVELS_AT_ONCE));
    }
    skip();
    return Optional.empty();
  }

  /** Returns the exact text of the value at the parser's position. */
  String text() throws IOException, MalformedJson {
    if (parser.currentToken().isNumeric()) {
      return parser.getText();
    }
    int start = start();
    parser.finishToken();
    skip();
    return textSince(start);
  }

  /** Skips to the end of the value at the parser's position. */
  private void skip() throws IOException, MalformedJson {
    int open = 0;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      } else {
        isAtName(token);
      }
      if (open <= 0) {
        return;
      }
    }
  }

  /** Returns whether a token is a member's name; counts the members. */
  private boolean isAtName(JsonToken token) throws MalformedJson {
    if (token != JsonToken.FIELD_NAME) {
      return false;
    }
    if (++members > maxMembers) {
      throw new MalformedJson("more than " + maxMembers + " members, which is the limit");
    }
    return true;
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private String textSince(int start) {
    return new String(json, start, (int) parser.currentLocation().getCharOffset() - start);
  }
}

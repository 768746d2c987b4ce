package io.callboard.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A canonical form of JSON documents, which is equal for documents with the same content. The order
 * of members, white space and the escapes of strings make no difference; the digits of a number do.
 * The canonical text contains long inner objects as digests, so that the work grows with the length
 * of the document and not with its depth.
 */
public final class CanonicalJson {
  private static final int SHORT = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonMembers.MAX_DEPTH)
                  .maxNameLength(JsonMembers.MAX_NAME)
                  .maxNumberLength(JsonMembers.MAX_NUMBER)
                  .build())
          .build();

  private CanonicalJson() {}

  /**
   * Returns the SHA-256 of a document's canonical text, in hexadecimal.
   *
   * @throws MalformedJson if the bytes are not JSON, or exceed a limit of {@link JsonMembers} for
   *     levels, names or numbers
   */
  public static String digest(byte[] json) throws MalformedJson {
    char[] text = new String(json, StandardCharsets.UTF_8).toCharArray();
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new MalformedJson("a JSON value was expected");
      }
      StringBuilder canonical = new StringBuilder();
      append(canonical, parser);
      return sha256(canonical);
    } catch (JsonProcessingException e) {
      throw new MalformedJson("not valid JSON, or over a limit");
    } catch (IOException e) {
      throw new IllegalStateException("reading characters in memory failed", e);
    }
  }

  private static void append(StringBuilder canonical, JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> appendObject(canonical, parser);
      case START_ARRAY -> appendArray(canonical, parser);
      case VALUE_STRING -> canonical.append(JsonMembers.quote(parser.getText()));
      default -> canonical.append(parser.getText());
    }
  }

  private static void appendObject(StringBuilder canonical, JsonParser parser) throws IOException {
    TreeMap<String, String> members = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      StringBuilder value = new StringBuilder();
      append(value, parser);
      members.put(name, value.toString());
    }
    StringBuilder object = new StringBuilder("{");
    members.forEach(
        (name, value) ->
            object.append(JsonMembers.quote(name)).append(':').append(value).append(','));
    object.append('}');
    canonical.append(object.length() <= SHORT ? object : "#" + sha256(object));
  }

  private static void appendArray(StringBuilder canonical, JsonParser parser) throws IOException {
    canonical.append('[');
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      append(canonical, parser);
      canonical.append(',');
    }
    canonical.append(']');
  }

  /**
   * Digests UTF-16 instead of UTF-8, in which a lone surrogate, which JSON can escape, has no
   * bytes.
   */
  private static String sha256(CharSequence text) {
    try {
      ByteBuffer characters = ByteBuffer.allocate(2 * text.length());
      characters.asCharBuffer().put(text.toString());
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(characters.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

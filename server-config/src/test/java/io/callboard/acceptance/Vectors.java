package io.callboard.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published vectors of signatures. */
final class Vectors {
  private Vectors() {}

  /** A request and its expected outcome. */
  record Vector(String id, String name, JsonNode json) {
    String provider() {
      return json.path("provider").asText();
    }

    /** Returns the vector's own source. */
    String source() {
      return "vector-" + id.substring(id.lastIndexOf('-') + 1);
    }

    List<String> secrets() {
      return texts("secrets");
    }

    List<String> proven() {
      return texts("proven");
    }

    String reason() {
      return json.path("reason").asText();
    }

    boolean isVerified() {
      return json.path("expect").asText().equals("verified");
    }

    boolean isStale() {
      return reason().equals("signature-stale");
    }

    SignedRequest request() {
      Map<String, String> headers = new LinkedHashMap<>();
      json.path("headers")
          .properties()
          .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
      return new SignedRequest(
          json.path("content_type").asText(),
          headers,
          HexFormat.of().parseHex(json.path("body_hex").asText()));
    }

    private List<String> texts(String member) {
      List<String> texts = new ArrayList<>();
      json.path(member).forEach(text -> texts.add(text.asText()));
      return texts;
    }

    @Override
    public String toString() {
      return id + ": " + name;
    }
  }

  static List<Vector> all() {
    try (InputStream file =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/signatures.json"))) {
      List<Vector> vectors = new ArrayList<>();
      Answer.parsed(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .path("vectors")
          .forEach(v -> vectors.add(new Vector(v.path("id").asText(), v.path("name").asText(), v)));
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

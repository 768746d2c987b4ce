package io.callboard.provider;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The published test vectors of signatures. */
final class Vectors {
  private Vectors() {}

  /** A vector: a request, the receiver's clock and secrets, and the expected outcome. */
  record Vector(
      String name, String provider, List<String> secrets, Delivery delivery, String outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> all() {
    try (InputStream file =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/signatures.json"))) {
      return JsonMembers.parse(file.readAllBytes()).objects("vectors").stream()
          .map(Vectors::vector);
    } catch (IOException | MalformedJson e) {
      throw new IllegalStateException(e);
    }
  }

  private static Vector vector(JsonMembers vector) {
    Delivery delivery =
        Deliveries.of(
            vector.string("content_type").orElseThrow(),
            headers(vector.object("headers").orElseThrow()),
            HexFormat.of().parseHex(vector.string("body_hex").orElseThrow()),
            Instant.ofEpochSecond(vector.number("now").orElseThrow()));
    return new Vector(
        vector.string("id").orElseThrow() + ": " + vector.string("name").orElseThrow(),
        vector.string("provider").orElseThrow(),
        strings(vector, "secrets"),
        delivery,
        outcome(vector));
  }

  private static String outcome(JsonMembers vector) {
    return vector.string("expect").orElseThrow().equals("verified")
        ? strings(vector, "proven") + " by " + vector.number("secret_index").orElseThrow()
        : vector.string("reason").orElseThrow();
  }

  private static Map<String, String> headers(JsonMembers headers) {
    Map<String, String> values = new LinkedHashMap<>();
    headers.names().forEach(name -> values.put(name, headers.string(name).orElseThrow()));
    return values;
  }

  private static List<String> strings(JsonMembers members, String name) {
    return members.elements(name).stream()
        .map(text -> JsonMembers.of(Map.of("text", text)).string("text").orElseThrow())
        .toList();
  }
}

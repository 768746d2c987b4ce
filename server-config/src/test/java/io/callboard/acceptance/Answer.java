package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server's answer; header names are in lower case. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {
  /** Also reads documents whose names collide in its table; a test may have sent them. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(), new TreeMap<>(response.headers().map()), response.body());
  }

  static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return parsed(text());
  }

  String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  /** Returns the id of the accepted event. */
  String event() {
    assertThat(status).describedAs(text()).isEqualTo(200);
    assertThat(header("content-type")).isEqualTo("application/json");
    return json().path("event").asText();
  }

  /**
   * Checks that the path does not exist: the answer is Callboard's 404, or the 400 with which a
   * server may itself reject control characters (Servlet 6.0, section 3.5.2).
   */
  Answer isNoPath() {
    return status == 400 ? this : isProblem(404);
  }

  /** Checks that the answer is a problem of that status, in the format of RFC 9457. */
  Answer isProblem(int expected) {
    assertThat(status).describedAs(text()).isEqualTo(expected);
    assertThat(header("content-type")).isEqualTo("application/problem+json");
    assertThat(json().path("status").asInt()).isEqualTo(expected);
    assertThat(json().path("type").asText()).isEqualTo("about:blank");
    assertThat(json().path("title").asText()).isNotBlank();
    return this;
  }
}

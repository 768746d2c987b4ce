package io.callboard.benchmark;

import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The provider whose events are sent. Every event has a subject of its own. */
enum Workload {
  FILMMAKERS("filmmakers") {
    @Override
    SignedRequest request(long number, int size, Instant at) {
      String body =
          "{\"type\":\"actor_profile.updated\",\"created\":%d,\"data\":{\"id\":%d},\"x\":\"\"}"
              .formatted(at.getEpochSecond(), number);
      return SignedRequests.filmmakers(SECRET, padded(body, size, "\"}"), at);
    }
  },
  MEDIASTREAM("mediastream") {
    @Override
    SignedRequest request(long number, int size, Instant at) {
      String id = "m" + number;
      String data = "{\"_id\":\"%s\",\"title\":\"Title\",\"x\":\"\"}".formatted(id);
      int around = 138;
      return SignedRequests.mediastream(
          SECRET, "media.update", id, padded(data, size - around, "\"}"), at);
    }
  },
  WAYMARK("waymark") {
    @Override
    SignedRequest request(long number, int size, Instant at) {
      String data =
          ("{\"id\":\"v%d\",\"updatedAt\":\"%s\",\"name\":\"Name\",\"renders\":[{\"format\":\"email\","
               + "\"status\":\"succeeded\",\"url\":\"https://videos.example/%d.mp4\",\"renderedAt\":\"%s\"}],"
               + "\"x\":\"\"}")
              .formatted(number, at, number, at);
      int around = 380;
      int claims = size * 3 / 4 - around;
      return SignedRequests.waymark(
          SECRET, "e" + number, "video.completed", at, padded(data, claims, "\"}"), at);
    }
  },
  MIXED("mixed") {
    @Override
    SignedRequest request(long number, int size, Instant at) {
      return ofTurn(number).request(number, size, at);
    }

    @Override
    String source(long number) {
      return ofTurn(number).source(number);
    }
  };

  /** The secret of every source. */
  static final String SECRET = "benchmark-secret-of-32-characters";

  private static final List<Workload> TURNS = List.of(FILMMAKERS, MEDIASTREAM, WAYMARK);

  private final String title;

  Workload(String title) {
    this.title = title;
  }

  /** Returns the server's configuration for these sources. */
  static Map<String, String> sources() {
    return Map.of(
        "CALLBOARD_SOURCES", "filmmakers,mediastream,waymark",
        "CALLBOARD_SOURCES_FILMMAKERS_SECRETS", SECRET,
        "CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", SECRET,
        "CALLBOARD_SOURCES_WAYMARK_SECRETS", SECRET);
  }

  /**
   * Returns a signed event.
   *
   * @param size the size of its body in bytes, if the smallest event is not larger
   */
  abstract SignedRequest request(long number, int size, Instant at);

  /** Returns the source that event {@code number} is sent to. */
  String source(long number) {
    return title;
  }

  String title() {
    return title;
  }

  private static Workload ofTurn(long number) {
    return TURNS.get((int) (number % TURNS.size()));
  }

  /** Returns the complete HTTP request, for a hook or for another path. */
  byte[] bytes(long number, int size, Instant at, String path) {
    SignedRequest request = request(number, size, at.truncatedTo(ChronoUnit.MILLIS));
    StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\nUser-Agent: benchmark\r\nAccept: */*\r\n");
    request.headers().forEach((name, value) -> line(head, name, value));
    line(head, "Content-Type", request.contentType());
    line(head, "Content-Length", Integer.toString(request.body().length));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + request.body().length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(request.body(), 0, all, start.length, request.body().length);
    return all;
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** Fills the text before {@code end} up to a length in bytes. */
  private static String padded(String json, int size, String end) {
    int missing = size - json.length();
    return missing <= 0
        ? json
        : json.substring(0, json.length() - end.length()) + "x".repeat(missing) + end;
  }
}

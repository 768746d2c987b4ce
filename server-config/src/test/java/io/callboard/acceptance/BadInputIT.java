package io.callboard.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invalid requests of providers get their answers, and a line in the event log or the rejection
 * log.
 */
@ExtendWith(SharedServer.class)
class BadInputIT {
  private static final String VIDEO = "{\"id\":\"V1\"}";

  private final Callboard callboard;

  BadInputIT(Callboard callboard) {
    this.callboard = callboard;
  }

  /**
   * A request with one fault; its signature, if it has one, is valid.
   *
   * @param outcome the state of the event, or the reason code of the rejection
   */
  record Bad(String name, String provider, String outcome, SignedRequest request) {
    @Override
    public String toString() {
      return provider + ": " + name + ": " + outcome;
    }

    int status() {
      return switch (outcome) {
        case "body-malformed" -> 400;
        case "content-type" -> 415;
        default -> outcome.startsWith("signature-") ? 401 : 200;
      };
    }
  }

  static Stream<Bad> requests() {
    return Stream.of(
            rows(FILMMAKERS_BODIES, BadInputIT::film),
            filmmakersBytes(),
            filmmakersIds(),
            filmmakersTimes(),
            filmmakersHeaders(),
            rows(MEDIASTREAM_BODIES, BadInputIT::media),
            rows(MEDIASTREAM_MEMBERS, BadInputIT::members),
            mediastreamBytes(),
            mediastreamDates(),
            mediastreamIds(),
            mediastreamMembers(),
            rows(WAYMARK_DATA, BadInputIT::video),
            waymarkIds(),
            waymarkTimes(),
            waymarkTokens())
        .flatMap(all -> all);
  }

  /** Reads one request per line: its name, its outcome and its fault, separated by bars. */
  private static Stream<Bad> rows(String table, Row row) {
    return table
        .lines()
        .map(line -> line.split("\\|", 3))
        .map(cells -> row.of(cells[0].strip(), cells[1].strip(), cells[2].strip()));
  }

  private interface Row {
    Bad of(String name, String outcome, String wrong);
  }

  private static final String FILMMAKERS_BODIES =
      """
      empty           | FAILED  |
      truncated       | FAILED  | {"type":"actor_profile.updated","created":1,"da
      an array        | FAILED  | []
      two documents   | FAILED  | {"type":"actor_profile.updated","created":1,"data":{"id":1}}{}
      a member twice  | FAILED  | {"created":1,"type":"actor_profile.updated","created":1,"data":{"id":1}}
      no type         | FAILED  | {"created":1,"data":{"id":1}}
      no id           | FAILED  | {"type":"actor_profile.updated","created":1,"data":{}}
      data is a list  | FAILED  | {"type":"actor_profile.updated","created":1,"data":[1]}
      a type with NUL | FAILED  | {"type":"a\\u0000b","created":1}
      an unknown type | IGNORED | {"type":"casting.call"}
      """;

  private static Stream<Bad> filmmakersBytes() {
    String deep = "{\"a\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";
    return Stream.of(
        film("deep", "FAILED", deep),
        film("a byte order mark", "FAILED", "\uFEFF" + profile("1", "1")),
        film("UTF-16", StandardCharsets.UTF_16),
        film("ISO 8859-1", StandardCharsets.ISO_8859_1),
        film("NUL bytes", "FAILED", "\0".repeat(100)),
        film("a long type", "FAILED", "{\"type\":\"" + "x".repeat(256) + "\",\"created\":1}"));
  }

  private static Stream<Bad> filmmakersIds() {
    Stream<String> wrong =
        Stream.of(
            "-1",
            "1.5",
            "1e3",
            "null",
            "true",
            "[]",
            "\"\"",
            "\"..%2F\"",
            "\"1/2\"",
            "\"1\\u0000\"",
            "\"\\ud800\"",
            "\"१२३\"",
            "\"" + "1".repeat(256) + "\"");
    return Stream.concat(
        wrong.map(id -> film("the id " + shortened(id), "FAILED", profile(id, "1"))),
        Stream.of(
            film("an id of 255 digits", "PENDING", profile("\"" + "1".repeat(255) + "\"", "1"))));
  }

  private static Stream<Bad> filmmakersTimes() {
    Stream<String> wrong =
        Stream.of(
            "-62135596801",
            "253402300800",
            "9223372036854775807",
            "9223372036854775808",
            "1e9",
            "1.5",
            "\"1633887337\"",
            "null",
            "9".repeat(2_000));
    return Stream.concat(
        wrong.map(time -> film("created " + shortened(time), "FAILED", profile("1", time))),
        Stream.of(
            film("created in the year 9999", "PENDING", profile("1", "253402300799")),
            film("created in the year 1", "PENDING", profile("1", "-62135596800"))));
  }

  private static Stream<Bad> filmmakersHeaders() {
    SignedRequest good =
        SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, profile("1", "1"), Instant.now());
    String longType = "text/plain; x=" + "x".repeat(3_000);
    return Stream.of(
        new Bad(
            "another content type",
            "filmmakers",
            "PENDING",
            new SignedRequest("text/plain; charset=utf-16", good.headers(), good.body())),
        new Bad(
            "a content type of 3000 characters",
            "filmmakers",
            "PENDING",
            new SignedRequest(longType, good.headers(), good.body())),
        new Bad(
            "another body",
            "filmmakers",
            "signature-mismatch",
            new SignedRequest("application/json", good.headers(), bytes(profile("2", "1")))),
        new Bad(
            "no signature",
            "filmmakers",
            "signature-missing",
            new SignedRequest("application/json", Map.of(), good.body())));
  }

  private static final String MEDIASTREAM_BODIES =
      """
      empty          | body-malformed    |
      truncated      | body-malformed    | {"type":"media.update","data":{"_id
      a member twice | body-malformed    | {"type":"a.b","type":"a.b"}
      no id          | body-malformed    | {"type":"media.update","data":{},"date":1,"signature":"00"}
      no signature   | signature-missing | {"type":"media.update","data":{"_id":"1"},"date":1}
      """;

  private static final String MEDIASTREAM_MEMBERS =
      """
      an immense exponent        | APPLIED | "duration":1e999999999
      lone surrogates            | APPLIED | "title":"\\ud800","slug":"\\udc00x"
      NUL in a text              | APPLIED | "title":"a\\u0000b"
      absurd dates               | APPLIED | "date_created":"+999999999-01-01T00:00:00Z","date_updated":"yesterday"
      members of the wrong types | APPLIED | "title":[],"duration":"long","is_published":7,"status":{}
      """;

  private static Stream<Bad> mediastreamBytes() {
    String deep = "{\"data\":" + "{\"a\":".repeat(150_000) + "1" + "}".repeat(150_001);
    byte[] utf16 = "{\"type\":\"media.update\"}".getBytes(StandardCharsets.UTF_16);
    byte[] invalid = "{\"type\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(
        media("deep", "body-malformed", deep),
        new Bad(
            "UTF-16",
            "mediastream",
            "body-malformed",
            new SignedRequest("application/json; charset=utf-16", Map.of(), utf16)),
        new Bad(
            "invalid UTF-8",
            "mediastream",
            "body-malformed",
            new SignedRequest("application/json", Map.of(), invalid)));
  }

  private static Stream<Bad> mediastreamDates() {
    String rest = ",\"signature\":\"" + "0".repeat(64) + "\"}";
    String event = "{\"type\":\"media.update\",\"data\":{\"_id\":\"1\"},\"date\":";
    Instant past = Instant.parse("0000-01-01T00:00:00Z");
    Instant future = Instant.parse("9999-12-31T00:00:00Z");
    return Stream.concat(
        Stream.of("1e12", "1.5", "\"1648734415606\"", "9223372036854775808", "null")
            .map(date -> media("the date " + date, "signature-malformed", event + date + rest)),
        Stream.of(
            model("a date in the year 0", "signature-stale", "1", "\"1\"", past),
            model("a date in the year 9999", "signature-stale", "1", "\"1\"", future)));
  }

  private static Stream<Bad> mediastreamIds() {
    String longest = "x".repeat(255);
    String longer = "x".repeat(256);
    Instant now = Instant.now();
    return Stream.of(
        model("an id with NUL", "FAILED", "a\0b", "\"a\\u0000b\"", now),
        model("an id of 256 characters", "FAILED", longer, "\"" + longer + "\"", now),
        model("an id of 255 characters", "APPLIED", longest, "\"" + longest + "\"", now));
  }

  private static Stream<Bad> mediastreamMembers() {
    String title = "\"title\":\"" + "x".repeat(500_000) + "\"";
    String name = "\"" + "n".repeat(1_001) + "\":1";
    String number = "\"duration\":" + "9".repeat(1_000);
    return Stream.of(
        members("a number of 1000 digits", "APPLIED", number),
        members("a number of 1001 digits", "body-malformed", number + "9"),
        members("a title of 500000 characters", "APPLIED", title),
        members("a name of 1001 characters", "body-malformed", name));
  }

  /** Marks an outcome whose cause names the data that was not understood. */
  private static final String REMARKED = ", with a remark";

  private static final String WAYMARK_DATA =
      """
      no id                          | FAILED  | {}
      an id with NUL                 | FAILED  | {"id":"a\\u0000b"}
      an id that is a lone surrogate | FAILED  | {"id":"\\ud800"}
      a render without a format      | APPLIED, with a remark | {"id":"V1","renders":[{"status":"failed"}]}
      renders of no objects          | APPLIED, with a remark | {"id":"V1","renders":[1]}
      absurd texts                   | APPLIED | {"id":"V1","name":"\\ud800\\u0000","updatedAt":"","renders":[{"format":"f","status":"s","url":"\\u0000","renderedAt":"0"}]}
      """;

  private static Stream<Bad> waymarkIds() {
    String now = Instant.now().toString();
    String renders = "{\"id\":\"V1\",\"renders\":[" + "{},".repeat(100) + "{}]}";
    return Stream.of(
        video("no event id", "FAILED", "", now, VIDEO),
        video("an event id of 256 characters", "FAILED", "e".repeat(256), now, VIDEO),
        video("101 renders", "APPLIED" + REMARKED, renders));
  }

  private static Stream<Bad> waymarkTimes() {
    Stream<String> wrong =
        Stream.of(
            "",
            "0000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "now");
    return Stream.concat(
        wrong.map(time -> video("the time " + time, "APPLIED" + REMARKED, "E1", time, VIDEO)),
        Stream.of(video("the year 9999", "APPLIED", "E1", "9999-12-31T23:59:59Z", VIDEO)));
  }

  private static Stream<Bad> waymarkTokens() {
    String deep = "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
    byte[] utf16 = "a.b.c".getBytes(StandardCharsets.UTF_16);
    return Stream.of(
        new Bad(
            "another content type",
            "waymark",
            "content-type",
            new SignedRequest("application/xml", Map.of(), bytes("<video/>"))),
        new Bad(
            "a body that is no token",
            "waymark",
            "signature-malformed",
            new SignedRequest("application/jwt", Map.of(), utf16)),
        new Bad(
            "an unsigned event",
            "waymark",
            "signature-missing",
            SignedRequests.waymarkUnsigned("E1", "video.completed", Instant.now(), VIDEO)),
        new Bad(
            "deep claims",
            "waymark",
            "signature-claims",
            SignedRequests.token(TestSources.WAYMARK_SECRET, "{\"alg\":\"HS256\"}", deep)));
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("requests")
  void getsItsAnswerAndItsLine(Bad bad) {
    String source = callboard.sources().fresh(bad.provider());

    if (bad.status() == 200) {
      JsonNode event = callboard.settled(source, bad.request());
      assertThat(event.path("state").asText())
          .describedAs(event.toString())
          .isEqualTo(bad.outcome().replace(REMARKED, ""));
      assertThat(callboard.get("events/" + event.path("id").asText() + "/body").body())
          .isEqualTo(bad.request().body());
      assertThat(event.path("cause").isNull())
          .isEqualTo(bad.outcome().equals("APPLIED") || bad.outcome().equals("PENDING"));
    } else {
      JsonNode rejection = callboard.rejected(source, bad.request(), bad.status());
      assertThat(rejection.path("reason").asText()).isEqualTo(bad.outcome());
    }
  }

  @Test
  void aStaleDeliveryIsQuarantinedOnce() {
    String source = callboard.sources().fresh("filmmakers");
    SignedRequest stale =
        SignedRequests.filmmakers(
            TestSources.FILMMAKERS_KEY, profile("1", "1"), Instant.now().minus(Duration.ofDays(4)));

    JsonNode first = callboard.rejected(source, stale, 401);
    JsonNode second = callboard.rejected(source, stale, 401);

    assertThat(first.path("reason").asText()).isEqualTo("signature-stale");
    assertThat(first.path("quarantined").asBoolean()).isTrue();
    assertThat(second.path("quarantined").asBoolean()).isFalse();
    assertThat(callboard.ledger(source).path("rejected").asInt()).isEqualTo(2);
    callboard.get("profiles/" + source + "/1").isProblem(404);
  }

  @Test
  void aForgedAndStaleDeliveryIsNotQuarantined() {
    String source = callboard.sources().fresh("filmmakers");
    SignedRequest forged =
        SignedRequests.filmmakers(
            "another key", profile("1", "1"), Instant.now().minus(Duration.ofDays(4)));

    JsonNode rejection = callboard.rejected(source, forged, 401);

    assertThat(rejection.path("reason").asText()).isEqualTo("signature-mismatch");
    assertThat(rejection.path("quarantined").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b", "a%2Fb", "a b", "a+b", "ü漢😀", "a?b#c", "a;b=c", "a\\b", "..", ".", "a&b", "%00",
        "a\"b", "'"
      })
  void anIdOfAnyTextIsReadBack(String id) {
    String source = callboard.sources().fresh("mediastream");
    String json = "\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    callboard.settled(source, model("", "", id, json, Instant.now()).request());

    JsonNode media = callboard.current("media/" + source + "/" + Callboard.segment(id));

    assertThat(media.path("id").asText()).isEqualTo(id);
    assertThat(callboard.items("media?source=" + source + "&id=" + Callboard.segment(id)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "%2F", "%FF", "%ED%A0%80"})
  void aPathThatNoRecordHasIsNotFound(String id) {
    assertThat(callboard.get("media/near/" + id).status()).isIn(400, 404);
  }

  @Test
  void aPathOf256CharactersIsNotFound() {
    callboard.get("media/near/" + "x".repeat(256)).isProblem(404);
  }

  @ParameterizedTest
  @CsvSource({"Content-Length,100", "Transfer-Encoding,chunked"})
  void aBodyThatBreaksOffIsRefused(String header, String value) {
    String source = callboard.sources().fresh("filmmakers");
    String mark = UUID.randomUUID().toString();

    Answer answer =
        RawRequest.post(callboard, source)
            .header(header, value)
            .header("x-request-id", mark)
            .send(bytes("5\r\nhel"));

    assertThat(answer.status()).isIn(0, 400);
    assertThat(callboard.rejection(mark).path("reason").asText()).isEqualTo("body-malformed");
  }

  /**
   * If HTTP/2 upgrade were enabled, Undertow would buffer this body and log a stack trace for each.
   */
  @Test
  void aBodyThatBreaksOffWhileItAsksForHttp2IsRefused() {
    String mark = UUID.randomUUID().toString();

    Answer answer =
        RawRequest.post(callboard, callboard.sources().fresh("filmmakers"))
            .header("Connection", "Upgrade, HTTP2-Settings")
            .header("Upgrade", "h2c")
            .header("HTTP2-Settings", "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA")
            .header("Transfer-Encoding", "chunked")
            .header("x-request-id", mark)
            .send(bytes("5\r\nhel"));

    assertThat(answer.status()).isIn(0, 400);
    assertThat(callboard.rejection(mark).path("reason").asText()).isEqualTo("body-malformed");
  }

  /** Both servers would keep trailers in memory, WildFly without a limit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/callboard/hooks/filmmakers",
        "/callboard/hooks/nowhere",
        "/callboard/api/v1/events",
        "/"
      })
  void trailersWithoutAnEndAreReadNoFurther(String path) throws IOException {
    byte[] trailers = "a-name: and its value\r\n".repeat(2_000).getBytes(US_ASCII);
    URI base = callboard.base();
    int most = 16 << 20;
    int sent = 0;

    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      OutputStream request = socket.getOutputStream();
      request.write(
          "POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
              .formatted(path)
              .getBytes(US_ASCII));
      while (sent < most) {
        request.write(trailers);
        sent += trailers.length;
      }
    } catch (SocketException e) {
      // The server has closed the connection.
    }

    assertThat(sent).isLessThan(most);
  }

  /** WildFly itself rejects these. */
  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1099511627776", "99999999999999999999"})
  void anAbsurdLengthIsRefused(String length) {
    Answer answer =
        RawRequest.post(callboard, callboard.sources().fresh("filmmakers"))
            .header("Content-Length", length)
            .send(new byte[0]);

    assertThat(answer.status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x%0d%0aSet-Cookie:%20a=b",
        "x%0aX-Injected:%201",
        "filmmakers-1%0d%0a",
        "x%E5%98%8A%E5%98%8DX-Injected:1"
      })
  void aPathInjectsNoHeader(String path) {
    Answer answer =
        RawRequest.post(callboard, path).header("Content-Length", "0").send(new byte[0]);

    answer.isNoPath();
    assertThat(answer.headers()).doesNotContainKeys("set-cookie", "x-injected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"t=1\u0000, v1=00", "t=1,\tv1=\u00ff\u00fe", "t=1\r\n v1=00", "t=\u0661,v1=00"})
  void aHeaderOfOddBytesIsRefused(String value) {
    String source = callboard.sources().fresh("filmmakers");

    Answer answer =
        RawRequest.post(callboard, source)
            .header("Content-Length", "2")
            .header("X-Signature", value)
            .send(bytes("{}"));

    assertThat(answer.status()).isIn(400, 401);
  }

  @Test
  void aSignatureHeaderThatComesTwiceIsRefused() {
    String source = callboard.sources().fresh("filmmakers");
    SignedRequest good =
        SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, profile("1", "1"), Instant.now());
    String signature = good.headers().getOrDefault("X-Signature", "");
    String mark = UUID.randomUUID().toString();

    RawRequest.post(callboard, source)
        .header("Content-Length", Integer.toString(good.body().length))
        .header("X-Signature", signature)
        .header("X-Signature", signature)
        .header("x-request-id", mark)
        .send(good.body())
        .isProblem(401);

    assertThat(callboard.rejection(mark).path("reason").asText()).isEqualTo("signature-malformed");
  }

  @Test
  void bothWaysToSayTheLengthAreRefused() {
    Answer answer =
        RawRequest.post(callboard, callboard.sources().fresh("filmmakers"))
            .header("Content-Length", "2")
            .header("Transfer-Encoding", "chunked")
            .send(bytes("0\r\n\r\n"));

    assertThat(answer.status()).isBetween(400, 499);
  }

  private static String profile(String id, String created) {
    return "{\"type\":\"actor_profile.updated\",\"created\":"
        + created
        + ",\"data\":{\"id\":"
        + id
        + "}}";
  }

  private static Bad film(String name, String outcome, String body) {
    return new Bad(
        name,
        "filmmakers",
        outcome,
        SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, body, Instant.now()));
  }

  private static Bad film(String name, Charset charset) {
    byte[] body = profile("\"ü\"", "1").getBytes(charset);
    return new Bad(
        name,
        "filmmakers",
        "FAILED",
        SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, body, Instant.now()));
  }

  private static Bad media(String name, String outcome, String body) {
    return new Bad(
        name, "mediastream", outcome, new SignedRequest("application/json", Map.of(), bytes(body)));
  }

  private static Bad model(String name, String outcome, String id, String json, Instant date) {
    return new Bad(
        name,
        "mediastream",
        outcome,
        SignedRequests.mediastream(
            TestSources.MEDIASTREAM_SECRET, "media.update", id, "{\"_id\":" + json + "}", date));
  }

  private static Bad members(String name, String outcome, String members) {
    return new Bad(
        name,
        "mediastream",
        outcome,
        SignedRequests.mediastream(
            TestSources.MEDIASTREAM_SECRET,
            "media.update",
            "M1",
            "{\"_id\":\"M1\"," + members + "}",
            Instant.now()));
  }

  private static Bad video(String name, String outcome, String data) {
    return video(name, outcome, "E1", Instant.now().toString(), data);
  }

  private static Bad video(String name, String outcome, String eventId, String time, String data) {
    String event =
        "{\"header\":{\"eventID\":\"%s\",\"eventType\":\"video.rendered\",\"eventTimestamp\":\"%s\"},\"data\":%s}"
            .formatted(eventId, time, data);
    String claims =
        "{\"iss\":\"waymark.com\",\"iat\":%d,\"exp\":%d,\"https://waymark.com/webhook/event\":%s}"
            .formatted(
                Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 3600, event);
    return new Bad(
        name,
        "waymark",
        outcome,
        SignedRequests.token(TestSources.WAYMARK_SECRET, "{\"alg\":\"HS256\"}", claims));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String shortened(String text) {
    return text.length() <= 20 ? text : text.substring(0, 10) + "…, " + text.length() + " long";
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that a Jakarta REST runtime cannot parse, and headers that no webhook may have. */
@ExtendWith(SharedServer.class)
class OddHeadersIT {
  private static final String ACCEPT_OF_THE_JDK =
      "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";

  private static long logged;

  private final Callboard callboard;

  OddHeadersIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @BeforeAll
  static void markTheLog(Callboard callboard) throws IOException {
    logged = Files.size(callboard.log());
  }

  /** A sender of such headers does not need a secret, so they must not flood the log. */
  @AfterAll
  static void noneOfThemLeavesAStackTrace(Callboard callboard) throws IOException {
    byte[] log = Files.readAllBytes(callboard.log());
    String since =
        new String(
            log,
            Math.toIntExact(logged),
            log.length - Math.toIntExact(logged),
            StandardCharsets.UTF_8);

    assertThat(since).doesNotContain("\tat ").doesNotContain("RESTEASY");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: json",
        "Content-Type: application\\json",
        "Content-Type:",
        "Content-Type: ;",
        "Content-Type: application/",
        "Content-Type: /json",
        "Content-Type: application/json, application/json",
        "Content-Type: application/json\r\nContent-Type: application/json",
        "Content-Type: a/b/c",
        "Content-Type: application/json charset=utf-8",
        "Content-Type: application/json; charset=nonsense",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data",
        "Accept: x; /x",
        "Accept: application/json;q=abc",
        "Accept:",
        "Accept: text/html",
        "Accept: " + ACCEPT_OF_THE_JDK,
        "Accept-Language: ;q=x, de-;q",
        "Accept-Encoding: gzip;q=abc",
        "Accept-Charset: ;",
        "Content-Language: x y z",
        "Content-Language: -",
        "Content-Encoding:",
        "Content-Encoding: identity, Identity",
        "Content-Encoding: utf-8",
        "Content-Encoding: ;;",
        "Content-MD5: nonsense",
        "If-Match: \"",
        "If-None-Match: *",
        "If-Modified-Since: yesterday",
        "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
        "If-Range: x",
        "Range: bytes=9-1",
        "Date: yesterday",
        "Cookie: =;;=a",
        "Cookie: $Version=x; a=b",
        "X-HTTP-Method-Override: DELETE",
        "Sec-Fetch-Site: none"
      })
  void takeNoSignedDeliveryAway(String header) {
    SignedRequest good = profile();

    assertThat(raw("filmmakers-1", good, header).send(good.body()).status()).isEqualTo(200);
    assertThat(raw("filmmakers-1", good, header).sendSlowly(good.body()).status()).isEqualTo(200);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"?_method=GET", "?a=b&a", "?a=%C3"})
  void aQueryTakesNoSignedDeliveryAway(String query) {
    SignedRequest good = profile();

    Answer answer = raw("filmmakers-1" + query, good, "X-None: x").send(good.body());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "",
        ";",
        "application/",
        "application/json, application/json",
        "application/json\r\nContent-Type: application/jwt",
        "application/json charset=utf-8"
      })
  void areRefusedWhereTheContentTypeSelects(String contentType) {
    String source = callboard.sources().fresh("waymark");
    String mark = UUID.randomUUID().toString();

    RawRequest.post(callboard, source)
        .header("Content-Type", contentType)
        .header("Content-Length", "2")
        .header("x-request-id", mark)
        .send("{}".getBytes(StandardCharsets.US_ASCII))
        .isProblem(415);

    assertThat(callboard.rejection(mark).path("reason").asText()).isEqualTo("content-type");
  }

  /** Compressed before or after signing: such an event could be verified, but never used. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "filmmakers|gzip",
        "filmmakers|identity, GZIP",
        "filmmakers|x-unknown",
        "mediastream|deflate",
        "waymark|br",
        "filmmakers|identity\r\nContent-Encoding: zstd"
      })
  void aCompressedBodyIsNotTaken(String of) {
    String[] parts = of.split("\\|", -1);
    String source = callboard.sources().fresh(parts[0]);
    SignedRequest good = profile();
    String mark = UUID.randomUUID().toString();

    Answer answer =
        raw(source, good, "Content-Encoding: " + parts[1])
            .header("x-request-id", mark)
            .send(good.body())
            .isProblem(415);

    assertThat(answer.json().path("detail").asText()).contains("content coding");
    JsonNode rejection = callboard.rejection(mark);
    assertThat(rejection.path("reason").asText()).isEqualTo("content-type");
    assertThat(rejection.path("source").asText()).isEqualTo(source);
    assertThat(callboard.ledger(source).path("rejected").asInt()).isEqualTo(1);
  }

  /**
   * The demonstration's secrets are public, and a web page can reach hosts that only its reader can
   * reach.
   */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "anything"})
  void aWebPageOfAnotherSiteFindsNoHook(String site) {
    SignedRequest good = profile();
    Map<String, String> headers = new HashMap<>(good.headers());
    headers.put("Sec-Fetch-Site", site);
    SignedRequest fromAPage = new SignedRequest(good.contentType(), headers, good.body());

    JsonNode rejection =
        callboard.rejected(callboard.sources().fresh("filmmakers"), fromAPage, 404);

    assertThat(rejection.path("reason").asText()).isEqualTo("source-unknown");
    assertThat(rejection.path("detail").asText()).contains("page of another site");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void headersThatAreTooLargeAreInTheRejectionLog() {
    refusesHeadersThatAreTooLarge();
  }

  private void refusesHeadersThatAreTooLarge() {
    String source = callboard.sources().fresh("filmmakers");

    raw(source, profile(), "X-Long: " + "x".repeat(33_000)).send(new byte[0]).isProblem(431);

    JsonNode rejection =
        Callboard.await(
                () -> callboard.items("rejections?source=" + source), found -> !found.isEmpty())
            .getFirst();
    assertThat(rejection.path("reason").asText()).isEqualTo("headers-too-large");
    assertThat(rejection.path("headers")).isEmpty();
    assertThat(callboard.ledger(source).path("rejected").asInt()).isEqualTo(1);
  }

  /** Names that match no source can be as long as their sender likes. */
  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aStrangersNameStandsNowhereHoweverLongItsHeadersAre() {
    String stranger = "n".repeat(60);

    raw(stranger, profile(), "X-Long: " + "x".repeat(33_000)).send(new byte[0]).isProblem(404);

    refusesHeadersThatAreTooLarge();
    assertThat(callboard.items("ledger"))
        .noneMatch(line -> line.path("source").asText().startsWith("nnn"));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void otherMethodsAreInTheRejectionLog() {
    String mark = UUID.randomUUID().toString();
    String source = callboard.sources().fresh("filmmakers");

    callboard
        .request("PUT", "hooks/" + source, Map.of("x-request-id", mark), new byte[0])
        .isProblem(405);

    JsonNode rejection = callboard.rejection(mark);
    assertThat(rejection.path("reason").asText()).isEqualTo("method-not-allowed");
    assertThat(rejection.path("source").asText()).isEqualTo(source);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void pathsThatAreNoHooksAreInTheRejectionLog() {
    long before = unknown();
    for (String path : List.of("", "a/b/c", "filmmakers-1/token/more", "filmmakers-1/wrong")) {
      RawRequest.post(callboard, path)
          .header("Content-Length", "0")
          .header("Content-Type", "/")
          .send(new byte[0])
          .isProblem(404);
    }

    Callboard.await(this::unknown, now -> now >= before + 4);
  }

  private long unknown() {
    return callboard.items("ledger").stream()
        .filter(line -> line.path("source").asText().equals("unknown"))
        .mapToLong(line -> line.path("rejected").asLong())
        .sum();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: x; /x",
        "Accept: application/json;q=abc",
        "Accept: application/json;q=2",
        "Accept: json",
        "Accept: ;",
        "Accept: application/",
        "Accept: text/html",
        "Accept-Language: ;q=x, de-;q",
        "Accept-Encoding: gzip;q=abc",
        "Content-Type: json",
        "Content-Type: ;",
        "Content-Type: a/b/c",
        "Content-Language: -",
        "If-Modified-Since: yesterday",
        "If-None-Match: \"",
        "Date: yesterday",
        "Cookie: =;;=a",
        "Cookie: $Version=x; a=b"
      })
  void areNoFailureOfTheRestApi(String header) {
    Answer answer = api("GET", "events?limit=1", header);

    assertThat(answer.status()).describedAs(answer.text()).isIn(200, 400, 406, 415);
    if (answer.status() != 200) {
      answer.isProblem(answer.status());
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: json",
        "Content-Type: application\\json",
        "Content-Type:",
        "Content-Type: ;",
        "Content-Type: application/",
        "Content-Type: application/json, application/json",
        "Content-Type: application/json\r\nContent-Type: application/json",
        "Content-Type: a/b/c",
        "Content-Type: application/json charset=utf-8",
        "Content-Type: application/json; charset=nonsense",
        "Content-Encoding: gzip",
        "If-Match: \""
      })
  void areNoFailureOfAChange(String header) {
    Answer answer = api("POST", "replays", header);

    assertThat(answer.status()).describedAs(answer.text()).isIn(400, 406, 415);
    answer.isProblem(answer.status());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept:",
        "Accept: , ,",
        "Accept: , application/json, , text/html,",
        "Accept: application/json;Q=0.5, */*; Q=.1",
        "Accept-Language:",
        "Accept-Language: , de, ,en;q=0.5,",
        "Accept-Language: en_US, de_CH.UTF-8;q=0.5",
        "Accept-Language: de;Q=0.5, *;Q=0.1"
      })
  void whatIsReadableIsAnswered(String header) {
    assertThat(api("GET", "events?limit=1", header).status()).isEqualTo(200);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"ready", "api/", "api/v1/events?limit=1", "nowhere"})
  void anUnreadableCookieIsNoFailure(String path) {
    Answer answer =
        RawRequest.to(callboard, "GET", path)
            .line("Cookie: $Version=x; JSESSIONID=y")
            .header("Content-Length", "0")
            .send(new byte[0]);

    assertThat(answer.status()).describedAs(answer.text()).isIn(200, 401, 404);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(
      strings = {"Accept: ,;,", "Accept: application/json, json", "Accept-Language: de;q=x"})
  void whatIsNotReadableIsNamed(String header) {
    Answer answer = api("GET", "events?limit=1", header).isProblem(400);

    assertThat(answer.json().path("detail").asText())
        .contains(header.substring(0, header.indexOf(':')));
  }

  private Answer api(String method, String path, String header) {
    String login = "admin:" + SharedServer.PASSWORD;
    return RawRequest.to(callboard, method, "api/v1/" + path)
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
        .line(header)
        .header("Content-Length", method.equals("GET") ? "0" : "2")
        .send(method.equals("GET") ? new byte[0] : new byte[] {'[', ']'});
  }

  private RawRequest raw(String hook, SignedRequest event, String header) {
    RawRequest request =
        RawRequest.post(callboard, hook)
            .line(header)
            .header("Content-Length", Integer.toString(event.body().length));
    event.headers().forEach(request::header);
    return request;
  }

  private static SignedRequest profile() {
    Instant now = Instant.now();
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", "1", now, now);
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status of the contract for hooks, except the one of an outage. */
@ExtendWith(SharedServer.class)
class HookAnswersIT {
  private static final int LIMIT = 1 << 20;

  private final Callboard callboard;

  HookAnswersIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void answersTheIdOfTheEventAndNothingElse() {
    Answer answer = callboard.send(callboard.sources().fresh("filmmakers"), good());

    UUID event = UUID.fromString(answer.event());
    assertThat(event.version()).isEqualTo(7);
    assertThat(answer.text()).isEqualTo("{\"event\":\"" + event + "\"}");
    assertThat(answer.headers()).doesNotContainKeys("set-cookie", "x-powered-by", "server");
  }

  /** Liberty itself would answer 500 to the first two, unless it is kept from reading them. */
  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Basic bm8=", "Basic", "Basic bm86bm8=", "Bearer none"})
  void losesNoEventToALoginThatNobodyAskedFor(String authorization) {
    SignedRequest good = good();
    Map<String, String> headers = new HashMap<>(good.headers());
    headers.put("Authorization", authorization);

    Answer answer =
        callboard.send(
            callboard.sources().fresh("filmmakers"),
            new SignedRequest(good.contentType(), headers, good.body()));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void answers400WhereReadingIsNeededToVerifyAndFails() {
    String source = callboard.sources().fresh("mediastream");

    JsonNode rejection = callboard.rejected(source, request("application/json", "{"), 400);

    assertThat(rejection.path("reason").asText()).isEqualTo("body-malformed");
  }

  @Test
  void answers401WithoutASignature() {
    String source = callboard.sources().fresh("filmmakers");

    JsonNode rejection = callboard.rejected(source, request("application/json", "{}"), 401);

    assertThat(rejection.path("reason").asText()).isEqualTo("signature-missing");
  }

  @Test
  void answers404ToAnUnknownSourceAndCountsItInSum() {
    int before = callboard.items("rejections?limit=500&reason=source-unknown").size();

    JsonNode rejection = callboard.rejected("nobody-" + before, good(), 404);

    assertThat(rejection.path("reason").asText()).isEqualTo("source-unknown");
    assertThat(rejection.path("source").asText()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b/c", "filmmakers-1/token/more"})
  void answers404WhereThereIsNoHook(String path) {
    RawRequest.post(callboard, path).header("Content-Length", "0").send(new byte[0]).isProblem(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "a%0d%0ab"})
  void knowsNoHookWithControlCharacters(String path) {
    RawRequest.post(callboard, path).header("Content-Length", "0").send(new byte[0]).isNoPath();
  }

  @Test
  void answers404ToATokenWhereNoneIsAskedFor() {
    callboard.send(callboard.sources().fresh("filmmakers") + "/some-token", good()).isProblem(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void answers405ToOtherMethods(String method) {
    Answer answer = callboard.request(method, "hooks/filmmakers-1", Map.of(), new byte[0]);

    answer.isProblem(405);
    assertThat(answer.header("allow")).isEqualTo("POST");
    callboard.request(method, "hooks/behind-token/x", Map.of(), new byte[0]).isProblem(405);
  }

  @Test
  void answers405ToHead() {
    Answer answer = callboard.request("HEAD", "hooks/filmmakers-1", Map.of(), new byte[0]);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("POST");
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    String source = callboard.sources().fresh("filmmakers");

    JsonNode event = callboard.settled(source, padded(LIMIT));

    assertThat(event.path("state").asText()).isEqualTo("PENDING");
    assertThat(event.path("size").asInt()).isEqualTo(LIMIT);
    assertThat(callboard.get("events/" + event.path("id").asText() + "/body").body())
        .isEqualTo(padded(LIMIT).body());
  }

  @Test
  void answers413ToABodyAboveTheLimit() {
    String source = callboard.sources().fresh("filmmakers");

    JsonNode rejection = callboard.rejected(source, padded(LIMIT + 1), 413);

    assertThat(rejection.path("reason").asText()).isEqualTo("body-too-large");
  }

  @Test
  void answers413ToAnAnnouncedSizeBeforeItIsSent() {
    String source = callboard.sources().fresh("filmmakers");
    String mark = UUID.randomUUID().toString();

    RawRequest.post(callboard, source)
        .header("Content-Length", "5000000")
        .header("x-request-id", mark)
        .send(new byte[0])
        .isProblem(413);

    JsonNode rejection = callboard.rejection(mark);
    assertThat(rejection.path("reason").asText()).isEqualTo("body-too-large");
    assertThat(rejection.path("size").asLong()).isEqualTo(5_000_000);
  }

  @Test
  void answers413WhileReadingABodyOfUnknownSize() {
    String source = callboard.sources().fresh("filmmakers");
    String mark = UUID.randomUUID().toString();
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

    RawRequest.post(callboard, source)
        .header("Transfer-Encoding", "chunked")
        .header("x-request-id", mark)
        .send(chunk.repeat(20).getBytes(StandardCharsets.US_ASCII))
        .isProblem(413);

    assertThat(callboard.rejection(mark).path("reason").asText()).isEqualTo("body-too-large");
  }

  @Test
  void takesABodyThatComesSlowly() {
    String source = callboard.sources().fresh("filmmakers");
    SignedRequest good = padded(LIMIT);

    Answer answer = raw(source, good).sendSlowly(good.body());

    callboard.settled(answer.event());
    assertThat(callboard.get("events/" + answer.event() + "/body").body()).isEqualTo(good.body());
  }

  @Test
  void recordsABodyThatBreaksOff() {
    String source = callboard.sources().fresh("filmmakers");
    String mark = UUID.randomUUID().toString();

    RawRequest.post(callboard, source)
        .header("Content-Length", "1000")
        .header("x-request-id", mark)
        .sendSlowly("half of it".getBytes(StandardCharsets.US_ASCII));

    assertThat(callboard.rejection(mark).path("reason").asText()).isEqualTo("body-malformed");
  }

  @Test
  void answers415WhereTheContentTypeSelects() {
    String source = callboard.sources().fresh("waymark");

    JsonNode rejection = callboard.rejected(source, request("text/plain", "{}"), 415);

    assertThat(rejection.path("reason").asText()).isEqualTo("content-type");
    callboard.refused(source, request("", "{}"), 415);
  }

  @Test
  void answers431ToALongHeader() {
    Map<String, String> headers = Map.of("X-Long", "x".repeat(40_000));

    callboard.request("POST", "hooks/filmmakers-1", headers, new byte[0]).isProblem(431);
  }

  @Test
  void answers431ToManyHeaders() {
    RawRequest request = RawRequest.post(callboard, "filmmakers-1").header("Content-Length", "0");
    for (int i = 0; i < 150; i++) {
      request.header("X-Header-" + i, "x".repeat(300));
    }

    request.send(new byte[0]).isProblem(431);
  }

  /**
   * WildFly has 4 threads for hooks; both servers have fewer than 400 threads for everything else.
   */
  @Test
  void takesInMoreAtOnceThanItHasThreads() {
    String source = callboard.sources().fresh("filmmakers");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 400).mapToObj(i -> callboard.sendLater(source, profile(i))).toList();

    assertThat(answers.stream().map(answer -> answer.join().event()).distinct()).hasSize(400);
    assertThat(callboard.ledger(source).path("pending").asInt()).isEqualTo(400);
  }

  /**
   * Good and forged requests alternate on a few connections, and some bodies are too large to
   * arrive at once.
   */
  @Test
  void answersEachRequestItself() {
    String source = callboard.sources().fresh("filmmakers");
    for (int round = 0; round < 20; round++) {
      int first = round * 100;
      List<CompletableFuture<Answer>> answers =
          IntStream.range(first, first + 100)
              .mapToObj(i -> callboard.sendLater(source, i % 2 == 0 ? sized(i) : forged(i)))
              .toList();
      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i).join().status()).isEqualTo(i % 2 == 0 ? 200 : 401);
      }
      for (int i = 0; i < 100; i += 2) {
        JsonNode event = callboard.settled(answers.get(i).join().event());
        assertThat(event.path("subject").asText()).isEqualTo(Integer.toString(first + i));
      }
    }
    assertThat(callboard.ledger(source).path("accepted").asInt()).isEqualTo(1_000);
  }

  private static SignedRequest sized(int id) {
    return padded(id, id % 10 == 0 ? 100_000 : 100);
  }

  private static SignedRequest forged(int id) {
    SignedRequest good = sized(id + 5);
    return new SignedRequest(good.contentType(), good.headers(), sized(id + 15).body());
  }

  /** Open Liberty closes the connection, or answers when the rest has arrived. */
  @Test
  @Tag("wildfly")
  void aConnectionGoesOnAfterABodyThatWasTooLong() throws IOException {
    String source = callboard.sources().fresh("filmmakers");
    RawRequest tooLong =
        RawRequest.post(callboard, source).header("Content-Length", Integer.toString(LIMIT + 1));

    goesOn(source, tooLong, new byte[0], new byte[LIMIT + 1]);
  }

  @Test
  @Tag("wildfly")
  void aConnectionGoesOnAfterABodyThatGotTooLong() throws IOException {
    String source = callboard.sources().fresh("filmmakers");
    RawRequest tooLong = RawRequest.post(callboard, source).header("Transfer-Encoding", "chunked");
    byte[] body =
        ("200000\r\n" + "x".repeat(0x200000) + "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    int first = LIMIT + 5_000;

    goesOn(
        source, tooLong, Arrays.copyOf(body, first), Arrays.copyOfRange(body, first, body.length));
  }

  /** Sends the rest of a body after the answer, and then an event on the same connection. */
  private void goesOn(String source, RawRequest tooLong, byte[] some, byte[] rest)
      throws IOException {
    SignedRequest good = good();
    try (Socket socket = tooLong.begin(some)) {
      RawRequest.next(socket).isProblem(413);
      socket.getOutputStream().write(rest);

      callboard.settled(raw(source, good).sendNext(good.body(), socket).event());
    }
  }

  private RawRequest raw(String source, SignedRequest event) {
    RawRequest request =
        RawRequest.post(callboard, source)
            .header("Content-Type", event.contentType())
            .header("Content-Length", Integer.toString(event.body().length));
    event.headers().forEach(request::header);
    return request;
  }

  private static SignedRequest profile(int id) {
    Instant now = Instant.now();
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", Integer.toString(id), now, now);
  }

  private static SignedRequest good() {
    return profile(1);
  }

  private static SignedRequest padded(int size) {
    return padded(1, size);
  }

  private static SignedRequest padded(int id, int size) {
    String body =
        "{\"type\":\"actor_profile.updated\",\"created\":1,\"data\":{\"id\":%d}}".formatted(id);
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, body + " ".repeat(size - body.length()), Instant.now());
  }

  private static SignedRequest request(String contentType, String body) {
    return new SignedRequest(contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}

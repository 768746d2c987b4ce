package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.callboard.acceptance.PlayedApi.Play;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thin events become complete profiles through the provider's API, whatever that API answers in
 * between.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedServer.class)
class FetchIT {
  private static final String PROFILES = "/api/v1/actor_profiles/";
  private static final long GIGABYTE = 1L << 30;

  private final Callboard callboard;
  private final PlayedApi api;
  private final String source;

  FetchIT(Callboard callboard) {
    this.callboard = callboard;
    this.api = callboard.sources().api();
    this.source = callboard.sources().fresh("fetching");
  }

  @Test
  void aThinEventBecomesAWholeProfile() {
    api.play(
        source,
        PROFILES + "162",
        200,
        """
        {"id":162,"first_name":"John","last_name":"Doe","acting_age_from":35,"height":170,
         "updated_at":"2021-06-22T16:14:11.519+02:00","new_field":{"kept":true},
         "pictures":[{"id":140,"copyright":"Jane Doe","url":"https://i.example/1.jpg",
           "versions":{"thumb":"https://i.example/1t.jpg"},"main_picture":true}],
         "showreels":[{"name":"Showreel 2021","url":"https://f.example/15","type":"video"}],
         "external_showreels":["https://v.example/x"]}\
        """);

    String event = updated("162");

    JsonNode profile = current("162");
    assertThat(profile.path("firstName").asText()).isEqualTo("John");
    assertThat(profile.path("actingAgeFrom").asInt()).isEqualTo(35);
    assertThat(profile.path("pictures").path(0).path("thumb").asText()).endsWith("1t.jpg");
    assertThat(profile.path("pictures").path(0).path("main").asBoolean()).isTrue();
    assertThat(profile.path("showreels").path(0).path("type").asText()).isEqualTo("video");
    assertThat(profile.path("showreels").path(1).path("type").asText()).isEqualTo("external");
    assertThat(profile.path("attributes").path("new_field").path("kept").asBoolean()).isTrue();
    assertThat(profile.path("lastEvent").asText()).isEqualTo(event);
    assertThat(callboard.settled(event).path("state").asText()).isEqualTo("APPLIED");
    assertThat(callboard.ledger(source).path("applied").asInt()).isEqualTo(1);
    assertThat(callboard.ledger(source).path("pending").asInt()).isZero();
    assertThat(callboard.ledger(source).path("balanced").asBoolean()).isTrue();
    assertThat(api.calls(source)).hasSize(1);
    assertThat(api.calls(source).getFirst().header("Authorization"))
        .isEqualTo("Token token=" + TestSources.FILMMAKERS_KEY);
  }

  @Test
  void aMergedProfileSaysWhereItWentAndTheNewOneIsFetched() {
    api.play(source, PROFILES + "7", 410, "{\"id\":7,\"status\":\"merged\",\"new_id\":8}");
    api.play(source, PROFILES + "8", 200, "{\"id\":8,\"first_name\":\"Ada\"}");

    updated("7");

    assertThat(current("8").path("firstName").asText()).isEqualTo("Ada");
    JsonNode gone = callboard.get("profiles/" + source + "/7").isProblem(410).json();
    assertThat(gone.path("mergedInto").asText()).isEqualTo("8");
  }

  @Test
  void aProfileThatTheApiCallsDeletedIsGone() {
    api.play(source, PROFILES + "7", 410, "{\"id\":7,\"status\":\"deleted\"}");

    String event = updated("7");

    Callboard.await(
        () -> callboard.get("profiles/" + source + "/7"), answer -> answer.status() == 410);
    assertThat(callboard.settled(event).path("state").asText()).isEqualTo("APPLIED");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("answers 500", (Play) exchange -> PlayedApi.send(exchange, 500, "")),
        Arguments.of(
            "answers HTML", (Play) exchange -> PlayedApi.send(exchange, 200, "<html>maintenance")),
        Arguments.of(
            "answers another profile",
            (Play) exchange -> PlayedApi.send(exchange, 200, "{\"id\":8}")),
        Arguments.of("does not answer", (Play) exchange -> pause(5_000)),
        Arguments.of("hangs up", (Play) exchange -> exchange.close()),
        Arguments.of(
            "is too large",
            (Play) exchange -> PlayedApi.send(exchange, 200, "{\"id\":7," + " ".repeat(3 << 20))),
        Arguments.of(
            "never ends",
            (Play)
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  OutputStream body = exchange.getResponseBody();
                  for (int i = 0; i < 600; i++) {
                    body.write(' ');
                    body.flush();
                    pause(50);
                  }
                }));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void anApiThatFailsIsAskedAgainAndNothingIsLost(String name, Play fault) {
    api.play(source, PROFILES + "7", fault);
    String event = updated("7");

    JsonNode trouble = await(state -> state.path("state").asText().equals("UNHEALTHY"));
    assertThat(trouble.path("trouble").asText()).contains("the provider's API");
    assertThat(callboard.settled(event).path("state").asText()).isEqualTo("PENDING");
    assertThat(profile("7").path("state").asText()).isEqualTo("PENDING");

    api.play(source, PROFILES + "7", 200, "{\"id\":7,\"first_name\":\"Ada\"}");
    assertThat(current("7").path("firstName").asText()).isEqualTo("Ada");
    await(state -> state.path("state").asText().equals("HEALTHY"));
  }

  @Test
  void ofAnAnswerOfAGigabyteLittleIsTakenIn() {
    AtomicLong taken = new AtomicLong();
    AtomicInteger over = new AtomicInteger();
    api.play(
        source,
        PROFILES + "7",
        exchange -> {
          try {
            sendGigabyte(exchange, taken);
          } finally {
            over.incrementAndGet();
          }
        });

    updated("7");

    JsonNode trouble = await(state -> state.path("state").asText().equals("UNHEALTHY"));
    assertThat(trouble.path("trouble").asText()).contains("more than 2097152 bytes");
    Callboard.await(over::get, calls -> calls > 0);
    assertThat(taken.get()).isLessThan(over.get() * GIGABYTE / 10);
  }

  private static void sendGigabyte(HttpExchange exchange, AtomicLong taken) throws IOException {
    byte[] part = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, GIGABYTE);
    OutputStream body = exchange.getResponseBody();
    for (long sent = 0; sent < GIGABYTE; sent += part.length) {
      body.write(part);
      taken.addAndGet(part.length);
    }
  }

  @Test
  void aRedirectIsNotFollowedAndTheKeyGoesNowhereElse() {
    String elsewhere = callboard.sources().fresh("fetching");
    String there = api.url(elsewhere) + PROFILES + "7";
    api.play(source, PROFILES + "7", 302, "", "Location", there.replace("127.0.0.1", "localhost"));
    updated("7");

    JsonNode trouble = await(state -> state.path("state").asText().equals("UNHEALTHY"));

    assertThat(trouble.path("trouble").asText()).contains("redirects");
    assertThat(api.calls(elsewhere)).isEmpty();
  }

  @Test
  void aRefusedKeyMakesTheSourceUnhealthyAndItsFetchesWait() {
    api.play(source, PROFILES + "7", 401, "");
    updated("7");
    await(state -> state.path("trouble").asText().contains("refused the key: 401"));
    updated("8");
    assertThat(callboard.get("sources/" + source).text())
        .doesNotContain(TestSources.FILMMAKERS_KEY);

    api.play(source, PROFILES + "7", 200, "{\"id\":7}");
    api.play(source, PROFILES + "8", 200, "{\"id\":8}");

    current("7");
    current("8");
    await(state -> state.path("state").asText().equals("HEALTHY"));
  }

  @Test
  void aThrottledCallWaitsForTheResetThatTheProviderNames() {
    AtomicLong reset = new AtomicLong();
    AtomicInteger early = new AtomicInteger();
    api.play(
        source,
        PROFILES + "7",
        exchange -> {
          long now = Instant.now().getEpochSecond();
          reset.compareAndSet(0, now + 4);
          if (now < reset.get()) {
            early.incrementAndGet();
            String seconds = Long.toString(reset.get());
            PlayedApi.send(exchange, 429, "", "Ratelimit-Reset", seconds);
          } else {
            PlayedApi.send(exchange, 200, "{\"id\":7}");
          }
        });

    updated("7");

    current("7");
    assertThat(early.get()).isEqualTo(1);
  }

  @Test
  void aProfileThatTheApiDoesNotKnowKeepsNoOtherWaiting() {
    api.play(source, PROFILES + "8", 200, "{\"id\":8}");
    String unknown = updated("7");
    updated("8");

    current("8");

    assertThat(callboard.settled(unknown).path("state").asText()).isEqualTo("PENDING");
    assertThat(profile("7").path("state").asText()).isEqualTo("PENDING");
  }

  @Test
  void anUnreachableApiComesBackAndAllPendingProfilesFillIn() {
    String unreachable = TestSources.UNREACHABLE;
    List<String> ids = List.of("1", "2", "3", "4", "5");
    ids.forEach(id -> callboard.accepted(unreachable, request(id)));
    Callboard.await(
        () -> callboard.current("sources/" + unreachable).path("api"),
        state -> state.path("trouble").asText().contains("cannot be reached"));

    try (PlayedApi back = callboard.sources().unreachable().start()) {
      ids.forEach(id -> back.play(unreachable, PROFILES + id, 200, "{\"id\":%s}".formatted(id)));
      for (String id : ids) {
        Callboard.await(
            () -> callboard.current("profiles/" + unreachable + "/" + id),
            profile -> profile.path("state").asText().equals("CURRENT"));
      }
      assertThat(back.calls(unreachable)).hasSize(ids.size());
    }
    assertThat(callboard.ledger(unreachable).path("applied").asInt()).isEqualTo(ids.size());
  }

  @Test
  void aSourceWithoutAnApiKeepsItsProfilesPendingAndSaysSo() {
    String without = callboard.sources().fresh("filmmakers");
    JsonNode event = callboard.settled(without, request("7"));

    assertThat(event.path("state").asText()).isEqualTo("PENDING");
    assertThat(callboard.current("sources/" + without).path("api").path("state").asText())
        .isEqualTo("NONE");
  }

  private String updated(String id) {
    return callboard.accepted(source, request(id));
  }

  private static SignedRequest request(String id) {
    Instant now = Instant.now();
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", id, now, now);
  }

  private JsonNode profile(String id) {
    return Callboard.await(
            () -> callboard.get("profiles/" + source + "/" + id), answer -> answer.status() == 200)
        .json();
  }

  private JsonNode current(String id) {
    return Callboard.await(
        () -> profile(id), profile -> profile.path("state").asText().equals("CURRENT"));
  }

  /** Waits until the state of the source's API is the wanted one, and returns it. */
  private JsonNode await(Predicate<JsonNode> wanted) {
    return Callboard.await(() -> callboard.current("sources/" + source).path("api"), wanted);
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes without a webhook are found in the provider's list of changes. */
@ExtendWith(SharedServer.class)
class ReconciliationIT {
  private static final String LIST = "/api/v1/actor_profiles";

  private final Callboard callboard;
  private final PlayedApi api;
  private final String source;

  ReconciliationIT(Callboard callboard) {
    this.callboard = callboard;
    this.api = callboard.sources().api();
    this.source = callboard.sources().fresh("fetching");
  }

  @Test
  void whatWebhooksMissedIsAppliedAndCounted() {
    for (String id : List.of("1", "2", "3")) {
      api.play(source, LIST + "/" + id, 200, profile(id));
    }
    Instant now = Instant.now();
    callboard.accepted(
        source,
        SignedRequests.filmmakers(
            TestSources.FILMMAKERS_KEY, "actor_profile.updated", "1", now, now));
    current("1");
    api.play(
        source,
        LIST,
        exchange -> {
          boolean second = exchange.getRequestURI().getQuery().contains("page=2");
          String link =
              "<%s?page=2&updated_at[gte]=0>; rel=\"next\"".formatted(api.url(source) + LIST);
          PlayedApi.send(
              exchange,
              200,
              second ? "[" + profile("3") + "]" : "[" + profile("1") + "," + profile("2") + "]",
              "Link",
              second ? "<http://x.example/>; rel=\"prev\"" : link);
        });

    JsonNode run = reconciled();

    assertThat(run.path("state").asText()).isEqualTo("DONE");
    assertThat(run.path("seen").asInt()).isEqualTo(3);
    assertThat(run.path("missed").asInt()).isEqualTo(2);
    current("2");
    current("3");
    List<JsonNode> events = callboard.items("events?source=" + source + "&type=reconciled");
    assertThat(events).extracting(e -> e.path("subject").asText()).containsExactly("3", "2");
    assertThat(callboard.settled(events.getFirst().path("id").asText()).path("state").asText())
        .isEqualTo("APPLIED");
    JsonNode ledger = callboard.ledger(source);
    assertThat(ledger.path("accepted").asInt()).isEqualTo(3);
    assertThat(ledger.path("applied").asInt()).isEqualTo(3);
    assertThat(ledger.path("balanced").asBoolean()).isTrue();

    api.play(source, LIST, 200, "[]");
    assertThat(reconciled().path("missed").asInt()).isZero();
    assertThat(api.calls(source).getLast().path()).contains("updated_at%5Bgte%5D=");
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() {
    String elsewhere = callboard.sources().fresh("fetching");
    String there = (api.url(elsewhere) + LIST).replace("127.0.0.1", "localhost");
    api.play(source, LIST, 200, "[]", "Link", "<" + there + ">; rel=\"next\"");

    JsonNode run = reconciled();

    assertThat(run.path("state").asText()).isEqualTo("FAILED");
    assertThat(run.path("trouble").asText()).contains("another host");
    assertThat(run.path("goodPoint").isNull()).isTrue();
    assertThat(api.calls(elsewhere)).isEmpty();
  }

  @Test
  void aLinkThatIsTooLongFailsTheRunAndSaysSo() {
    String there = api.url(source) + LIST + "?page=" + "x".repeat(4_500);
    api.play(source, LIST, 200, "[]", "Link", "<" + there + ">; rel=\"next\"");

    JsonNode run = reconciled();

    assertThat(run.path("state").asText()).isEqualTo("FAILED");
    assertThat(run.path("trouble").asText()).contains("longer than 4000");
  }

  @Test
  void aListThatIsHtmlFailsTheRun() {
    api.play(source, LIST, 200, "<html>");

    JsonNode run = reconciled();

    assertThat(run.path("state").asText()).isEqualTo("FAILED");
    assertThat(run.path("trouble").asText()).contains("JSON");
  }

  @Test
  void aListThatRedirectsFailsTheRunAndTheKeyGoesNowhereElse() {
    String elsewhere = callboard.sources().fresh("fetching");
    api.play(source, LIST, 302, "", "Location", api.url(elsewhere) + LIST);

    JsonNode run = reconciled();

    assertThat(run.path("state").asText()).isEqualTo("FAILED");
    assertThat(run.path("trouble").asText()).contains("redirects");
    assertThat(api.calls(elsewhere)).isEmpty();
  }

  @Test
  void aListWhosePagesLeadInACircleFailsTheRun() {
    api.play(
        source,
        LIST,
        exchange -> {
          String itself = "<" + exchange.getRequestURI() + ">; rel=\"next\"";
          PlayedApi.send(exchange, 200, "[]", "Link", itself);
        });

    JsonNode run = reconciled();

    assertThat(run.path("state").asText()).isEqualTo("FAILED");
    assertThat(run.path("trouble").asText()).contains("no end");
    assertThat(api.calls(source)).hasSizeLessThan(5);
  }

  @Test
  void aSourceWithoutAnApiCannotBeReconciled() {
    String without = callboard.sources().fresh("filmmakers");

    Answer answer = callboard.change("POST", "sources/" + without + "/reconcile", "");

    assertThat(answer.isProblem(409).json().path("detail").asText()).contains("api.url");
    callboard.change("POST", "sources/nobody/reconcile", "").isProblem(404);
  }

  private JsonNode reconciled() {
    Answer answer = callboard.change("POST", "sources/" + source + "/reconcile", "");
    assertThat(answer.status()).describedAs(answer.text()).isEqualTo(202);
    assertThat(answer.header("location")).endsWith("/api/v1/sources/" + source);
    return Callboard.await(
        () -> callboard.current("sources/" + source).path("reconciliation"),
        run -> List.of("DONE", "FAILED").contains(run.path("state").asText()));
  }

  private void current(String id) {
    Callboard.await(
        () -> callboard.get("profiles/" + source + "/" + id),
        answer -> answer.status() == 200 && answer.json().path("state").asText().equals("CURRENT"));
  }

  private static String profile(String id) {
    return "{\"id\":%s,\"updated_at\":\"2026-01-0%sT00:00:00Z\"}".formatted(id, id);
  }
}

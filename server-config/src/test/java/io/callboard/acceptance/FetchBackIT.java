package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Media are fetched back from the API, because no signature covers their data in an event. */
@ExtendWith(SharedServer.class)
class FetchBackIT {
  private final Callboard callboard;
  private final PlayedApi api;
  private final String source;

  FetchBackIT(Callboard callboard) {
    this.callboard = callboard;
    this.api = callboard.sources().api();
    this.source = callboard.sources().fresh("fetching-back");
  }

  @Test
  void onlyWhatTheApiSaysIsApplied() {
    api.play(source, "/api/media/M1", 200, envelope("M1", "genuine"));

    String event = callboard.accepted(source, media("M1", "forged", Instant.now()));

    assertThat(current("M1").path("title").asText()).isEqualTo("genuine");
    assertThat(callboard.settled(event).path("state").asText()).isEqualTo("APPLIED");
    assertThat(api.calls(source).getFirst().header("X-api-token")).isEqualTo(TestSources.API_KEY);
  }

  @Test
  void anEventThatIsHeldForAForgedBodyIsSettledByAFetch() {
    api.play(source, "/api/media/M1", 200, envelope("M1", "genuine"));
    Instant date = Instant.now();
    callboard.accepted(source, media("M1", "genuine", date));
    current("M1");

    String forged = callboard.accepted(source, media("M1", "forged", date));

    JsonNode settled =
        Callboard.await(
            () -> callboard.settled(forged), event -> !event.path("state").asText().equals("HELD"));
    assertThat(settled.path("state").asText()).isEqualTo("IGNORED");
    assertThat(settled.path("cause").asText()).contains("fetched instead");
    assertThat(current("M1").path("title").asText()).isEqualTo("genuine");
    JsonNode ledger = callboard.ledger(source);
    assertThat(ledger.path("held").asInt()).isZero();
    assertThat(ledger.path("balanced").asBoolean()).isTrue();
  }

  @Test
  void anIdIsOneSegmentOfThePathWhateverIsInIt() {
    String id = "../x?y=/#";
    api.play(source, "/api/media/" + id, 200, envelope(id, "genuine"));

    callboard.accepted(source, media(id, "forged", Instant.now()));

    String path = "media/" + source + "/" + Callboard.segment(id);
    Callboard.await(
        () -> callboard.get(path),
        answer -> answer.status() == 200 && answer.text().contains("genuine"));
    assertThat(api.calls(source).getFirst().path()).endsWith("/api/media/..%2Fx%3Fy%3D%2F%23");
  }

  @Test
  void anIdThatWouldBeAStepInThePathFails() {
    String event = callboard.accepted(source, media("..", "forged", Instant.now()));

    JsonNode settled =
        Callboard.await(
            () -> callboard.settled(event), e -> e.path("state").asText().equals("FAILED"));

    assertThat(settled.path("cause").asText()).contains("address");
    assertThat(api.calls(source)).isEmpty();
  }

  @Test
  void aDeleteNeedsNoFetch() {
    api.play(source, "/api/media/M1", 200, envelope("M1", "genuine"));
    callboard.accepted(source, media("M1", "told", Instant.now().minusSeconds(5)));
    current("M1");

    JsonNode event =
        callboard.settled(
            source,
            SignedRequests.mediastream(
                TestSources.MEDIASTREAM_SECRET,
                "media.delete",
                "M1",
                "{\"_id\":\"M1\"}",
                Instant.now().plusSeconds(1)));

    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    callboard.get("media/" + source + "/M1").isProblem(410);
  }

  private JsonNode current(String id) {
    return Callboard.await(
            () -> callboard.get("media/" + source + "/" + id),
            answer ->
                answer.status() == 200 && answer.json().path("state").asText().equals("CURRENT"))
        .json();
  }

  private static SignedRequest media(String id, String title, Instant date) {
    String data = "{\"_id\":\"%s\",\"title\":\"%s\"}".formatted(id, title);
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET, "media.update", id, data, date);
  }

  private static String envelope(String id, String title) {
    return "{\"status\":\"OK\",\"data\":{\"_id\":\"%s\",\"title\":\"%s\",\"status\":\"OK\"}}"
        .formatted(id, title);
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An event that is delivered more than once counts once. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedServer.class)
class DuplicatesIT {
  private static final String VIDEO = "{\"id\":\"V1\",\"name\":\"first\",\"renders\":[]}";

  private final Callboard callboard;

  DuplicatesIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void aRepeatedEventLeadsToItsOriginal() {
    String source = callboard.sources().fresh("waymark");
    SignedRequest request = video("E1");
    String original = callboard.settled(source, request).path("id").asText();

    JsonNode repeated = callboard.settled(source, request);

    assertThat(repeated.path("state").asText()).isEqualTo("DUPLICATE");
    assertThat(repeated.path("duplicateOf").asText()).isEqualTo(original);
    assertThat(callboard.settled(original).path("duplicates").asInt()).isEqualTo(1);
    assertThat(callboard.get("events/" + repeated.path("id").asText() + "/body").body())
        .isEqualTo(request.body());
    assertLedger(source, "applied", 1, 1);
  }

  @Test
  void aRetryWithANewSignatureIsARepetitionToo() {
    String source = callboard.sources().fresh("filmmakers");
    Instant created = Instant.now().minusSeconds(100);
    callboard.settled(source, profile(created, created));

    JsonNode retry = callboard.settled(source, profile(created, created.plusSeconds(60)));

    assertThat(retry.path("state").asText()).isEqualTo("DUPLICATE");
    assertLedger(source, "pending", 1, 1);
  }

  @Test
  void aRetryInANewTokenIsARepetitionToo() {
    String source = callboard.sources().fresh("waymark");
    callboard.settled(source, video("E1", Instant.now()));

    JsonNode retry = callboard.settled(source, video("E1", Instant.now().minusSeconds(60)));

    assertThat(retry.path("state").asText()).isEqualTo("DUPLICATE");
    assertLedger(source, "applied", 1, 1);
  }

  @Test
  void aReplayIsHarmless() {
    String source = callboard.sources().fresh("mediastream");
    Instant old = Instant.now().minus(Duration.ofDays(2));
    SignedRequest first = media("first", old);
    callboard.settled(source, first);
    callboard.settled(source, media("second", old.plusSeconds(1)));

    JsonNode replayed = callboard.settled(source, first);

    assertThat(replayed.path("state").asText()).isEqualTo("DUPLICATE");
    assertThat(callboard.current("media/" + source + "/M1").path("title").asText())
        .isEqualTo("second");
  }

  @Test
  void ofFiftyCopiesAtOnceOneIsApplied() {
    String source = callboard.sources().fresh("waymark");

    sendCopies(source, video("E50"), 50);

    assertLedger(source, "applied", 1, 49);
    List<JsonNode> events = callboard.items("events?limit=500&source=" + source);
    assertThat(events).hasSize(50);
    List<JsonNode> applied = inState(events, "APPLIED");
    assertThat(applied).hasSize(1);
    assertThat(applied.getFirst().path("duplicates").asInt()).isEqualTo(49);
    String original = applied.getFirst().path("id").asText();
    assertThat(inState(events, "DUPLICATE"))
        .hasSize(49)
        .allMatch(event -> event.path("duplicateOf").asText().equals(original));
    assertThat(callboard.current("videos/" + source + "/V1").path("version").asInt()).isEqualTo(1);
  }

  @Test
  void ofFiftyCopiesOfAThinEventOneWaitsForTheFetch() {
    String source = callboard.sources().fresh("filmmakers");
    Instant created = Instant.now();

    sendCopies(source, profile(created, created), 50);

    assertLedger(source, "pending", 1, 49);
    assertThat(inState(callboard.items("events?limit=500&source=" + source), "PENDING")).hasSize(1);
  }

  @Test
  void onlyAHundredDuplicatesAreKeptAsRowsButAllAreCounted() {
    String source = callboard.sources().fresh("waymark");
    String original = callboard.settled(source, video("E130")).path("id").asText();

    sendCopies(source, video("E130"), 130);

    assertLedger(source, "applied", 1, 130);
    List<JsonNode> events = callboard.items("events?limit=500&source=" + source);
    assertThat(inState(events, "DUPLICATE")).hasSize(100);
    assertThat(callboard.settled(original).path("duplicates").asInt()).isEqualTo(130);
  }

  private void sendCopies(String source, SignedRequest request, int copies) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      answers.add(callboard.sendLater(source, request));
    }
    assertThat(answers.stream().map(answer -> answer.join().event()).distinct()).hasSize(copies);
  }

  private void assertLedger(String source, String state, int firsts, int duplicates) {
    JsonNode line = callboard.ledger(source);
    assertThat(line.path("balanced").asBoolean()).describedAs(line.toString()).isTrue();
    assertThat(line.path("accepted").asInt()).isEqualTo(firsts + duplicates);
    assertThat(line.path(state).asInt()).isEqualTo(firsts);
    assertThat(line.path("duplicate").asInt()).isEqualTo(duplicates);
  }

  private static List<JsonNode> inState(List<JsonNode> events, String state) {
    return events.stream().filter(event -> event.path("state").asText().equals(state)).toList();
  }

  private static SignedRequest video(String eventId) {
    return video(eventId, Instant.now());
  }

  private static SignedRequest video(String eventId, Instant issuedAt) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, eventId, "video.completed", at, VIDEO, issuedAt);
  }

  private static SignedRequest profile(Instant created, Instant signed) {
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", "7", created, signed);
  }

  private static SignedRequest media(String title, Instant date) {
    String data = "{\"_id\":\"M1\",\"title\":\"" + title + "\"}";
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET, "media.update", "M1", data, date);
  }
}

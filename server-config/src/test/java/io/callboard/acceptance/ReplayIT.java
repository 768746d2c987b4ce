package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs replay events, and accept late deliveries. */
@ExtendWith(SharedServer.class)
class ReplayIT {
  private final Instant now = Instant.now();
  private final Callboard admin;

  ReplayIT(Callboard callboard) {
    this.admin = callboard;
  }

  @Test
  void appliesOneEventAgainAndHarmsNothing() {
    String source = admin.sources().fresh("mediastream");
    String old = admin.settled(source, media("m1", 0)).path("id").asText();
    admin.settled(source, media("m1", 1));

    Answer started = admin.change("POST", "events/" + old + "/replay", "");
    assertThat(started.status()).isEqualTo(202);
    JsonNode job = over(started);

    assertThat(job.path("counts").path("unchanged").asInt()).isEqualTo(1);
    assertThat(admin.current("media/" + source + "/m1").path("title").asText())
        .isEqualTo("Title 1");
    assertThat(admin.settled(old).path("state").asText()).isEqualTo("APPLIED");
    assertThat(admin.ledger(source).path("balanced").asBoolean()).isTrue();
    assertThat(admin.items("audit?subject=" + old)).hasSize(1);
  }

  @Test
  void appliesAllThatPassAFilterAndADryRunOnlyCounts() {
    String source = admin.sources().fresh("mediastream");
    List<String> sent =
        IntStream.range(0, 120).mapToObj(i -> admin.accepted(source, media("m" + i, 0))).toList();
    sent.forEach(admin::settled);

    JsonNode dry = over(replay("{\"source\":\"" + source + "\"}", "true"));
    assertThat(dry.path("counts").path("examined").asInt()).isEqualTo(120);
    JsonNode real = over(replay("{\"source\":\"" + source + "\"}", "false"));
    assertThat(real.path("counts").path("examined").asInt()).isEqualTo(120);
    assertThat(real.path("state").asText()).isEqualTo("DONE");
    admin.change("POST", "replays/" + real.path("id").asText() + "/cancel", "").isProblem(409);
  }

  @Test
  void listsReplaysNewestFirstPageByPage() {
    String source = admin.sources().fresh("mediastream");
    List<String> started =
        IntStream.range(0, 3)
            .mapToObj(i -> over(replay("{\"source\":\"" + source + "\"}", "true")))
            .map(job -> job.path("id").asText())
            .toList();

    assertThat(listed("replays?limit=1")).containsSubsequence(started.reversed());
    assertThat(listed("replays?limit=2&state=DONE")).containsSubsequence(started.reversed());
    assertThat(listed("replays?limit=500&state=CANCELLED")).doesNotContainAnyElementsOf(started);
    assertThat(listed("dismissals?limit=500")).doesNotContainAnyElementsOf(started);
  }

  /** Returns the ids on all pages, and checks that each occurs once. */
  private List<String> listed(String path) {
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = admin.current(path + after);
      page.path("items").forEach(job -> ids.add(job.path("id").asText()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
    } while (!after.isEmpty());
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};filter",
        "{\"filter\":[]};filter",
        "{\"filter\":{},\"force\":\"yes\"};force",
        "{\"filter\":{},\"speed\":1};speed",
        "{\"filter\":{\"colour\":\"red\"}};colour",
        "{\"filter\":{\"source\":1}};source",
        "{\"filter\":{\"source\":\"nowhere\"}};source",
        "{\"filter\":{\"state\":\"LOST\"}};state",
        "{\"filter\":{\"state\":\"DUPLICATE\"}};state",
        "{\"filter\":{\"from\":\"yesterday\"}};from",
        "{\"filter\":{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}};to"
      })
  void namesWhatMakesNoSense(String body, String parameter) {
    Answer answer = admin.change("POST", "replays", body);

    answer.isProblem(400);
    assertThat(answer.json().path("parameter").asText()).isEqualTo(parameter);
  }

  @Test
  void refusesABodyThatIsTooLargeOrNoJson() {
    admin.change("POST", "replays", "{\"x\":\"" + "y".repeat(9_000) + "\"}").isProblem(413);
    admin.change("POST", "replays", "{").isProblem(400);
    admin.change("POST", "replays", "{}", "Content-Type", "text/plain").isProblem(415);
  }

  @Test
  void acceptsADeliveryThatCameTooLate() {
    String source = admin.sources().fresh("filmmakers");
    JsonNode rejection = admin.rejected(source, stale("7"), 401);
    String path = "rejections/" + rejection.path("id").asText();
    assertThat(rejection.path("quarantined").asBoolean()).isTrue();

    Answer accepted = admin.change("POST", path + "/accept", "");
    String event = accepted.json().path("event").asText();
    assertThat(admin.settled(event).path("state").asText()).isEqualTo("PENDING");
    assertThat(admin.current(path).path("event").asText()).isEqualTo(event);
    assertThat(admin.current(path).path("quarantined").asBoolean()).isFalse();
    admin.change("POST", path + "/accept", "").isProblem(409);
    assertThat(admin.ledger(source).path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void acceptsAllThatCameTooLateAndNothingElse() {
    String source = admin.sources().fresh("filmmakers");
    IntStream.range(0, 5).forEach(i -> admin.rejected(source, stale(Integer.toString(i)), 401));
    JsonNode forged =
        admin.rejected(
            source,
            SignedRequests.filmmakers("wrong", "actor_profile.updated", "9", now, now),
            401);
    admin.change("POST", "rejections/" + forged.path("id").asText() + "/accept", "").isProblem(409);

    Answer started =
        admin.change("POST", "acceptances", "{\"filter\":{\"source\":\"" + source + "\"}}");
    JsonNode job = over(started);

    assertThat(job.path("counts").path("applied").asInt()).isEqualTo(5);
    Callboard.await(
        () -> admin.current("sources/" + source).path("counts").path("pending").asInt(),
        pending -> pending == 5);
  }

  private Answer replay(String filter, String dryRun) {
    return admin.change("POST", "replays", "{\"filter\":" + filter + ",\"dryRun\":" + dryRun + "}");
  }

  private JsonNode over(Answer started) {
    return Jobs.over(admin, started);
  }

  private SignedRequest stale(String id) {
    Instant at = now.minus(Duration.ofDays(30));
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", id, at, at);
  }

  private SignedRequest media(String id, int number) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET,
        "media.update",
        id,
        "{\"_id\":\"%s\",\"title\":\"Title %d\"}".formatted(id, number),
        now.plusMillis(number));
  }
}

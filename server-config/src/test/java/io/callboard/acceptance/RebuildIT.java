package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs rebuild records from the log. */
@ExtendWith(SharedServer.class)
class RebuildIT {
  private static final Set<String> OVER = Set.of("DONE", "CANCELLED");

  private final Instant now = Instant.now();
  private final Callboard admin;

  RebuildIT(Callboard callboard) {
    this.admin = callboard;
  }

  @Test
  void theNewestIsBackAfterAnOldEventWasForced() {
    String source = admin.sources().fresh("mediastream");
    String old = admin.settled(source, media("m1", 0)).path("id").asText();
    admin.settled(source, media("m1", 1));
    admin.settled(source, media("m2", 0));
    damage(source, "m1", old);

    JsonNode dry = over(rebuild("media", source, true));
    assertThat(dry.path("counts").path("examined").asInt()).isEqualTo(2);
    assertThat(dry.path("counts").path("applied").asInt()).isEqualTo(1);
    assertThat(title(source, "m1")).isEqualTo("Title 0");
    JsonNode differs = records(dry).getFirst();
    assertThat(differs.path("outcome").asText()).isEqualTo("DIFFERS");
    assertThat(differs.path("id").asText()).isEqualTo("m1");
    assertThat(differs.path("members").toString()).contains("\"attributes.title\"");

    JsonNode real = over(rebuild("media", source, false));
    assertThat(real.path("counts").path("applied").asInt()).isEqualTo(1);
    assertThat(title(source, "m1")).isEqualTo("Title 1");
    assertThat(records(real).getFirst().path("outcome").asText()).isEqualTo("REBUILT");
    JsonNode again = over(rebuild("media", source, false));
    assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(2);
    assertThat(records(again)).isEmpty();
    assertThat(admin.ledger(source).path("balanced").asBoolean()).isTrue();
  }

  @Test
  void theAuditTrailTellsWhoAskedForARebuild() {
    String source = admin.sources().fresh("mediastream");
    JsonNode job = over(rebuild("media", source, true));

    assertThat(admin.items("audit?action=rebuild.started&limit=500"))
        .anySatisfy(
            entry ->
                assertThat(entry.path("details").path("job").asText())
                    .isEqualTo(job.path("id").asText()));
    admin.change("POST", "rebuilds/" + job.path("id").asText() + "/cancel", "").isProblem(409);
  }

  @Test
  void profilesWhoseDocumentsAreFetchedAreListedPageByPage() {
    String source = admin.sources().fresh("filmmakers");
    IntStream.range(0, 5)
        .mapToObj(i -> admin.accepted(source, profile(Integer.toString(i))))
        .toList()
        .forEach(admin::settled);

    JsonNode job = over(rebuild("profile", source, false));

    assertThat(job.path("counts").path("skipped").asInt()).isEqualTo(5);
    String path = "rebuilds/" + job.path("id").asText() + "/records?outcome=FETCHED&limit=3";
    JsonNode first = admin.current(path);
    assertThat(first.path("items")).hasSize(3);
    assertThat(first.path("items").path(0).path("reason").asText()).contains("fetched");
    JsonNode second = admin.current(path + "&after=" + first.path("next").asText());
    assertThat(second.path("items")).hasSize(2);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};filter",
        "{\"filter\":{}};kind",
        "{\"filter\":{\"kind\":\"\"}};kind",
        "{\"filter\":{\"kind\":1}};kind",
        "{\"filter\":{\"kind\":\"media\",\"source\":\"nowhere\"}};source",
        "{\"filter\":{\"kind\":\"media\",\"state\":\"FAILED\"}};state",
        "{\"filter\":{\"kind\":\"media\"},\"dryRun\":1};dryRun",
        "{\"filter\":{\"kind\":\"media\"},\"force\":true};force"
      })
  void namesWhatMakesNoSense(String body, String parameter) {
    Answer answer = admin.change("POST", "rebuilds", body);

    answer.isProblem(400);
    assertThat(answer.json().path("parameter").asText()).isEqualTo(parameter);
  }

  @Test
  void anIdThatIsTooLongIsRefusedAndAJobOfAnotherKindIsNoRebuild() {
    String id = "x".repeat(256);
    admin
        .change("POST", "rebuilds", "{\"filter\":{\"kind\":\"media\",\"id\":\"" + id + "\"}}")
        .isProblem(400);
    Answer replay = admin.change("POST", "replays", "{\"filter\":{\"subject\":\"nobody\"}}");
    String other = replay.json().path("id").asText();

    admin.get("rebuilds/" + other).isProblem(404);
    admin.get("rebuilds/" + other + "/records").isProblem(404);
    admin.change("POST", "rebuilds/" + other + "/cancel", "").isProblem(404);
  }

  /** Forces an old event over a newer one. */
  private void damage(String source, String id, String event) {
    String filter =
        "{\"filter\":{\"source\":\"%s\",\"subject\":\"%s\",\"to\":\"%s\"},\"force\":true}"
            .formatted(source, id, secondEventAt(source, id));
    over(admin.change("POST", "replays", filter));
    assertThat(title(source, id)).isEqualTo("Title 0");
    assertThat(admin.settled(event).path("state").asText()).isEqualTo("APPLIED");
  }

  private String secondEventAt(String source, String id) {
    return admin
        .items("events?source=" + source + "&subject=" + id)
        .getFirst()
        .path("receivedAt")
        .asText();
  }

  private String title(String source, String id) {
    return admin.current("media/" + source + "/" + id).path("title").asText();
  }

  private Answer rebuild(String kind, String source, boolean dryRun) {
    return admin.change(
        "POST",
        "rebuilds",
        "{\"filter\":{\"kind\":\"%s\",\"source\":\"%s\"},\"dryRun\":%s}"
            .formatted(kind, source, dryRun));
  }

  private List<JsonNode> records(JsonNode job) {
    return admin.items("rebuilds/" + job.path("id").asText() + "/records");
  }

  /** Waits until the job has ended, and returns it. */
  private JsonNode over(Answer started) {
    assertThat(started.status()).describedAs(started.text()).isEqualTo(202);
    String path = URI.create(started.header("location")).getPath().replaceAll(".*/api/v1/", "");
    return Callboard.await(
        () -> admin.current(path), job -> OVER.contains(job.path("state").asText()));
  }

  private SignedRequest profile(String id) {
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", id, now, now);
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

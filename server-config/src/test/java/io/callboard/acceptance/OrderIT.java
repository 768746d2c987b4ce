package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events come in any order; the record is the same. */
@ExtendWith(SharedServer.class)
class OrderIT {
  private final Instant start = Instant.now().minusSeconds(3600);
  private final Callboard callboard;

  OrderIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProfileUpdatedAfterItsDeletionWaitsForAFetch(boolean reversed) {
    String source =
        settle(
            "filmmakers",
            reversed,
            profile("actor_profile.deleted", start),
            profile("actor_profile.updated", start.plusSeconds(1)));

    assertThat(callboard.current("profiles/" + source + "/1").path("state").asText())
        .isEqualTo("PENDING");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProfileDeletedAfterItsUpdateIsGone(boolean reversed) {
    String source =
        settle(
            "filmmakers",
            reversed,
            profile("actor_profile.updated", start),
            profile("actor_profile.deleted", start.plusSeconds(1)));

    callboard.get("profiles/" + source + "/1").isProblem(410);
    assertStates(source, "APPLIED", "IGNORED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProfileDeletedInTheSecondOfItsUpdateIsGone(boolean reversed) {
    String source =
        settle(
            "filmmakers",
            reversed,
            profile("actor_profile.updated", start),
            profile("actor_profile.deleted", start));

    callboard.get("profiles/" + source + "/1").isProblem(410);
    assertStates(source, "APPLIED", "IGNORED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNewerTitleOfAMediaStays(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, "\"title\":\"old\",\"slug\":\"old\""),
            media("media.update", start.plusMillis(1), "\"title\":\"new\""));

    JsonNode media = callboard.current("media/" + source + "/M1");
    assertThat(media.path("title").asText()).isEqualTo("new");
    assertThat(media.path("slug").asText()).isEqualTo("old");
    assertStates(source, "APPLIED", "APPLIED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theDocumentsOwnTimeCountsMoreThanTheSignatures(boolean reversed) {
    String newer = "\"title\":\"new\",\"date_updated\":\"2026-02-02T00:00:00Z\"";
    String older = "\"title\":\"old\",\"date_updated\":\"2026-02-01T00:00:00Z\"";
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, newer),
            media("media.update", start.plusSeconds(60), older));

    assertThat(callboard.current("media/" + source + "/M1").path("title").asText())
        .isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anExplicitNullClearsAMember(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, "\"title\":\"t\",\"slug\":\"s\""),
            media("media.update", start.plusMillis(1), "\"slug\":null"));

    JsonNode media = callboard.current("media/" + source + "/M1");
    assertThat(media.path("slug").isNull()).isTrue();
    assertThat(media.path("attributes").has("slug")).isFalse();
    assertThat(media.path("title").asText()).isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void updateBeatsCreateOfTheSameTime(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.create", start, "\"title\":\"created\""),
            media("media.update", start, "\"title\":\"updated\""));

    assertThat(callboard.current("media/" + source + "/M1").path("title").asText())
        .isEqualTo("updated");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void deleteBeatsUpdateOfTheSameTime(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, "\"title\":\"updated\",\"status\":\"OK\""),
            media("media.delete", start, "\"title\":\"deleted\""));

    callboard.get("media/" + source + "/M1").isProblem(410);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLaterSignatureWinsBetweenDocumentsOfOneTime(boolean reversed) {
    String time = "\"date_updated\":\"2026-02-02T00:00:00Z\"";
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, "\"title\":\"a\"," + time),
            media("media.update", start.plusMillis(1), "\"title\":\"b\"," + time));

    assertThat(callboard.current("media/" + source + "/M1").path("title").asText()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMediaInTheTrashIsGone(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, "\"status\":\"OK\""),
            media("media.update", start.plusMillis(1), "\"status\":\"TRASH\""));

    callboard.get("media/" + source + "/M1").isProblem(410);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMediaComesBackFromTheTrash(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.delete", start, "\"title\":\"t\",\"status\":\"TRASH\""),
            media("media.undelete", start.plusMillis(1), "\"status\":\"OK\""));

    JsonNode media = callboard.current("media/" + source + "/M1");
    assertThat(media.path("title").asText()).isEqualTo("t");
    assertThat(media.path("status").asText()).isEqualTo("OK");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofAPurgedMediaNothingIsKept(boolean reversed) {
    String source =
        settle(
            "mediastream",
            reversed,
            media("media.update", start, "\"title\":\"secret cut\""),
            media("media.purged", start.plusMillis(1), "\"title\":\"secret cut\""));

    callboard.get("media/" + source + "/M1").isProblem(410);
    List<JsonNode> deleted = callboard.items("media?include_deleted=true&source=" + source);
    assertThat(deleted).hasSize(1);
    assertThat(deleted.getFirst().toString()).doesNotContain("secret cut");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNewerVideoStays(boolean reversed) {
    String source =
        settle(
            "waymark",
            reversed,
            video("E1", start, "\"name\":\"old\",\"updatedAt\":\"2026-01-01T00:00:00Z\""),
            video(
                "E2",
                start.minusSeconds(9),
                "\"name\":\"new\",\"updatedAt\":\"2026-01-02T00:00:00Z\""));

    assertThat(callboard.current("videos/" + source + "/V1").path("name").asText())
        .isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aVideoWithoutItsTimeNeverBeatsOneThatHasIt(boolean reversed) {
    String source =
        settle(
            "waymark",
            reversed,
            video("E1", start, "\"name\":\"dated\",\"updatedAt\":\"2026-01-01T00:00:00Z\""),
            video("E2", start.plusSeconds(9), "\"name\":\"undated\""));

    assertThat(callboard.current("videos/" + source + "/V1").path("name").asText())
        .isEqualTo("dated");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void amongVideosWithoutATimeTheEventsDecides(boolean reversed) {
    String source =
        settle(
            "waymark",
            reversed,
            video("E1", start, "\"name\":\"earlier\""),
            video("E2", start.plusSeconds(9), "\"name\":\"later\""));

    assertThat(callboard.current("videos/" + source + "/V1").path("name").asText())
        .isEqualTo("later");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rendersOfOneVideoMergeByFormat(boolean reversed) {
    String source =
        settle(
            "waymark",
            reversed,
            video("E1", start, renders(render("email", "in_progress", "null"))),
            video(
                "E2",
                start,
                renders(
                    render("email", "succeeded", "\"2026-01-01T00:01:00Z\""),
                    render("broadcast", "in_progress", "null"))),
            video("E3", start, renders(render("broadcast", "failed", "\"2026-01-01T00:02:00Z\""))));

    JsonNode video = callboard.current("videos/" + source + "/V1");
    assertThat(video.path("renders").findValuesAsText("format"))
        .containsExactlyInAnyOrder("email", "broadcast");
    assertThat(video.path("renders").findValuesAsText("status"))
        .containsExactlyInAnyOrder("succeeded", "failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFinishedRenderBeatsOneInProgressOfTheSameTime(boolean reversed) {
    String time = "\"2026-01-01T00:01:00Z\"";
    String source =
        settle(
            "waymark",
            reversed,
            video("E1", start, renders(render("email", "succeeded", time))),
            video("E2", start.plusSeconds(5), renders(render("email", "in_progress", time))));

    JsonNode video = callboard.current("videos/" + source + "/V1");
    assertThat(video.path("renders").path(0).path("status").asText()).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLaterAccountStays(boolean reversed) {
    String source =
        settle(
            "waymark",
            reversed,
            account("E1", start, "Mabel"),
            account("E2", start.plusSeconds(1), "Mabel Ann"));

    assertThat(callboard.current("accounts/" + source + "/A1").path("firstName").asText())
        .isEqualTo("Mabel Ann");
  }

  /** Settles the events one after the other at a source of their own, and gives its name. */
  private String settle(String provider, boolean reversed, SignedRequest... requests) {
    String source = callboard.sources().fresh(provider);
    List<SignedRequest> order = List.of(requests);
    (reversed ? order.reversed() : order).forEach(request -> callboard.settled(source, request));
    return source;
  }

  private void assertStates(String source, String... states) {
    assertThat(
            callboard.items("events?source=" + source).stream()
                .map(event -> event.path("state").asText()))
        .containsExactlyInAnyOrder(states);
  }

  private static SignedRequest profile(String type, Instant created) {
    return SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, type, "1", created, Instant.now());
  }

  private static SignedRequest media(String type, Instant date, String members) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET, type, "M1", "{\"_id\":\"M1\"," + members + "}", date);
  }

  private static SignedRequest video(String eventId, Instant at, String members) {
    String data = "{\"id\":\"V1\"," + members + "}";
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, eventId, "video.rendered", at, data, Instant.now());
  }

  private static String renders(String... renders) {
    return "\"updatedAt\":\"2026-01-01T00:00:00Z\",\"renders\":[" + String.join(",", renders) + "]";
  }

  private static String render(String format, String status, String renderedAt) {
    return "{\"format\":\"%s\",\"status\":\"%s\",\"renderedAt\":%s,\"url\":\"https://x.example/a\"}"
        .formatted(format, status, renderedAt);
  }

  private static SignedRequest account(String eventId, Instant at, String firstName) {
    String data = "{\"id\":\"A1\",\"firstName\":\"" + firstName + "\"}";
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, eventId, "account.created", at, data, Instant.now());
  }
}

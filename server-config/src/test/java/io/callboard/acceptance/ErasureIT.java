package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A record is exported, kept by legal hold, erased, and stays erased until it is allowed again. */
@ExtendWith(SharedServer.class)
class ErasureIT {
  private final Instant now = Instant.now();
  private final Callboard admin;
  private final String source;

  ErasureIT(Callboard callboard) {
    this.admin = callboard;
    this.source = callboard.sources().fresh("mediastream");
  }

  @Test
  void handsOutAllThatIsHeldOfARecord() {
    admin.settled(source, media("m1", 0, "One"));
    admin.settled(source, media("m1", 1, "Two"));
    admin.settled(source, media("m2", 2, "Another"));

    JsonNode dossier = admin.current("exports/media/" + source + "/m1");

    assertThat(dossier.path("records")).hasSize(1);
    assertThat(dossier.path("records").path(0).path("title").asText()).isEqualTo("Two");
    assertThat(dossier.path("events")).hasSize(2);
    assertThat(dossier.path("events")).allSatisfy(event -> assertThat(event.has("body")).isTrue());
    assertThat(dossier.path("changes")).hasSize(2);
    assertThat(dossier.path("onHold").asBoolean()).isFalse();
    assertThat(dossier.toString()).doesNotContain("Another");
    assertThat(admin.items("audit?subject=media/" + source + "/m1"))
        .extracting(entry -> entry.path("action").asText())
        .containsExactly("record.exported");
    admin.get("exports/media/" + source + "/unknown").isProblem(404);
  }

  @Test
  void removesARecordWithItsEventsAndRejectionsAndLetsNothingBringItBack() {
    String first = admin.accepted(source, media("m1", 0, "Secretive"));
    admin.settled(first);
    String other = admin.accepted(source, media("m2", 1, "Another"));
    admin.settled(other);
    int tooLate = -Math.toIntExact(Duration.ofDays(4).toMillis());
    JsonNode rejection = admin.rejected(source, media("m1", tooLate, "Secretive"), 401);

    Answer erased = erase("m1");

    assertThat(erased.status()).isEqualTo(202);
    assertThat(erased.text()).doesNotContain("m1");
    admin.get("media/" + source + "/m1").isProblem(404);
    admin.get("events/" + first).isProblem(404);
    admin.get("events/" + first + "/body").isProblem(404);
    assertThat(admin.items("events?source=" + source + "&subject=m1")).isEmpty();
    Callboard.await(
        () -> admin.get("rejections/" + rejection.path("id").asText()).status(),
        status -> status == 404);
    admin.get("exports/media/" + source + "/m1").isProblem(404);
    assertThat(admin.current("media/" + source + "/m2").path("title").asText())
        .isEqualTo("Another");

    // It may take up to a second until a node knows.
    Callboard.await(Instant::now, later -> later.isAfter(now.plusSeconds(2)));
    JsonNode back = admin.settled(source, media("m1", 3, "Secretive"));
    assertThat(back.path("state").asText()).isEqualTo("IGNORED");
    assertThat(back.path("subject").isNull()).isTrue();
    assertThat(admin.get("events/" + back.path("id").asText() + "/body").text())
        .doesNotContain("Secretive");
    admin.get("media/" + source + "/m1").isProblem(404);
    assertThat(admin.ledger(source).path("balanced").asBoolean()).isTrue();

    String erasure = erased.json().path("id").asText();
    assertThat(admin.items("erasures"))
        .anySatisfy(line -> assertThat(line.path("id").asText()).isEqualTo(erasure));
    assertThat(admin.change("DELETE", "erasures/" + erasure, "").status()).isEqualTo(204);
    admin.change("DELETE", "erasures/" + erasure, "").isProblem(404);
    Callboard.await(
        () -> admin.settled(source, media("m1", 4, "Back")).path("state").asText(),
        "APPLIED"::equals);
    List<JsonNode> trail = admin.items("audit?subject=" + erasure);
    assertThat(trail)
        .extracting(entry -> entry.path("action").asText())
        .containsExactly("erasure.lifted", "record.erased");
    assertThat(trail.toString()).doesNotContain("m1");
    assertThat(admin.current("audit/verification").path("intact").asBoolean()).isTrue();
  }

  @Test
  void removesWhatAPausedSourceHolds() {
    assertThat(admin.change("POST", "sources/" + source + "/pause", "").status()).isEqualTo(200);
    admin.settled(source, media("m1", 0, "Held"));
    admin.settled(source, media("m2", 1, "Held too"));

    assertThat(erase("m1").status()).isEqualTo(202);
    assertThat(admin.ledger(source).path("held").asInt()).isEqualTo(1);
    assertThat(admin.change("POST", "sources/" + source + "/resume", "").status()).isEqualTo(200);

    Callboard.await(
        () -> admin.current("sources/" + source).path("state").asText(), "RUNNING"::equals);
    assertThat(admin.current("media/" + source + "/m2").path("title").asText())
        .isEqualTo("Held too");
    admin.get("media/" + source + "/m1").isProblem(404);
    assertThat(admin.ledger(source).path("balanced").asBoolean()).isTrue();
  }

  @Test
  void aLegalHoldPreventsAnErasureUntilItIsLifted() {
    admin.settled(source, media("m1", 0, "Evidence"));
    String hold = "holds/media/" + source + "/m1";
    assertThat(admin.change("PUT", hold, "").status()).isEqualTo(204);
    assertThat(admin.change("PUT", hold, "").status()).isEqualTo(204);
    assertThat(admin.current("exports/media/" + source + "/m1").path("onHold").asBoolean())
        .isTrue();

    erase("m1").isProblem(409);
    assertThat(admin.current("media/" + source + "/m1").path("title").asText())
        .isEqualTo("Evidence");

    assertThat(admin.change("DELETE", hold, "").status()).isEqualTo(204);
    admin.change("DELETE", hold, "").isProblem(404);
    assertThat(erase("m1").status()).isEqualTo(202);
  }

  @Test
  void saysWhatAWishToEraseMustBe() {
    admin.change("POST", "erasures", "[]").isProblem(400);
    admin.change("POST", "erasures", "{\"kind\":\"media\",\"source\":\"s\"}").isProblem(400);
    admin
        .change("POST", "erasures", "{\"kind\":\"media\",\"source\":\"s\",\"id\":\"\"}")
        .isProblem(400);
    admin
        .change("POST", "erasures", "{\"kind\":\"media\",\"source\":\"s\",\"id\":\"1\",\"x\":1}")
        .isProblem(400);
    admin.change("POST", "erasures", " ".repeat(5_000)).isProblem(413);
    admin.change("PUT", "holds/media/" + "s".repeat(41) + "/1", "").isProblem(400);
    admin.get("erasures?limit=0").isProblem(400);
  }

  private Answer erase(String id) {
    return admin.change(
        "POST",
        "erasures",
        "{\"kind\":\"media\",\"source\":\"%s\",\"id\":\"%s\"}".formatted(source, id));
  }

  private SignedRequest media(String id, int number, String title) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET,
        "media.update",
        id,
        "{\"_id\":\"%s\",\"title\":\"%s\"}".formatted(id, title),
        now.plusMillis(number));
  }
}

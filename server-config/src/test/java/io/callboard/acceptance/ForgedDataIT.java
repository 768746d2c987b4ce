package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events with a known key and different content. */
@ExtendWith(SharedServer.class)
class ForgedDataIT {
  private static final String TYPE = "media.update";

  private final Callboard callboard;

  ForgedDataIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void dataUnderACapturedSignatureIsHeldAndNotApplied() {
    String source = callboard.sources().fresh("mediastream");
    Instant date = Instant.now();
    String captured =
        SignedRequests.mediastreamSignature(TestSources.MEDIASTREAM_SECRET, TYPE, "M1", date);
    JsonNode genuine = callboard.settled(source, under(captured, "genuine", date));

    JsonNode forged = callboard.settled(source, under(captured, "forged", date));

    assertThat(forged.path("state").asText()).isEqualTo("HELD");
    assertThat(forged.path("cause").asText()).contains(genuine.path("id").asText());
    assertThat(title(source)).isEqualTo("genuine");
    assertThat(callboard.settled(source, under(captured, "genuine", date)).path("state").asText())
        .isEqualTo("DUPLICATE");
    JsonNode ledger = callboard.ledger(source);
    assertThat(ledger.path("held").asInt()).isEqualTo(1);
    assertThat(ledger.path("balanced").asBoolean()).isTrue();
    JsonNode alarm =
        Callboard.await(
                () -> callboard.items("alarms?source=" + source), alarms -> !alarms.isEmpty())
            .getFirst();
    assertThat(alarm.path("kind").asText()).isEqualTo("content-held");
  }

  @Test
  void manyForgeriesUnderOneSignatureStayApart() {
    String source = callboard.sources().fresh("mediastream");
    Instant date = Instant.now();
    String captured =
        SignedRequests.mediastreamSignature(TestSources.MEDIASTREAM_SECRET, TYPE, "M1", date);
    callboard.settled(source, under(captured, "genuine", date));
    callboard.settled(source, under(captured, "forged", date));
    JsonNode again = callboard.settled(source, under(captured, "forged", date));
    JsonNode other = callboard.settled(source, under(captured, "forged otherwise", date));

    assertThat(again.path("state").asText()).isEqualTo("DUPLICATE");
    assertThat(other.path("state").asText()).isEqualTo("HELD");
    assertThat(title(source)).isEqualTo("genuine");
  }

  @Test
  void aSignedEventWithAKnownIdIsMergedAndFlagged() {
    String source = callboard.sources().fresh("waymark");
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    JsonNode first = callboard.settled(source, video(at, "2026-01-01T00:00:00Z", "first"));

    JsonNode second = callboard.settled(source, video(at, "2026-01-02T00:00:00Z", "second"));

    assertThat(second.path("state").asText()).isEqualTo("APPLIED");
    assertThat(second.path("cause").asText())
        .contains(first.path("id").asText())
        .contains("other signed content");
    assertThat(callboard.current("videos/" + source + "/V1").path("name").asText())
        .isEqualTo("second");
  }

  @Test
  void anUnsignedEventWithAKnownIdIsHeld() {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    callboard.settled("unsigned-waymark", unsigned(at, "first"));

    JsonNode second = callboard.settled("unsigned-waymark", unsigned(at, "second"));

    assertThat(second.path("state").asText()).isEqualTo("HELD");
    assertThat(callboard.current("videos/unsigned-waymark/forged").path("name").asText())
        .isEqualTo("first");
  }

  private String title(String source) {
    return callboard.current("media/" + source + "/M1").path("title").asText();
  }

  private static SignedRequest under(String signature, String title, Instant date) {
    String data = "{\"_id\":\"M1\",\"title\":\"" + title + "\"}";
    return SignedRequests.mediastreamUnder(signature, TYPE, data, date);
  }

  private static SignedRequest video(Instant at, String updatedAt, String name) {
    String data = "{\"id\":\"V1\",\"updatedAt\":\"%s\",\"name\":\"%s\"}".formatted(updatedAt, name);
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, "E1", "video.completed", at, data, Instant.now());
  }

  private static SignedRequest unsigned(Instant at, String name) {
    String data = "{\"id\":\"forged\",\"name\":\"%s\"}".formatted(name);
    return SignedRequests.waymarkUnsigned("E-forged", "video.completed", at, data);
  }
}

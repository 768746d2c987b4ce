package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source is paused and resumed; its events of that time are neither lost nor overtaken. */
@ExtendWith(SharedServer.class)
class PauseIT {
  private final Instant now = Instant.now();
  private final Callboard admin;

  PauseIT(Callboard callboard) {
    this.admin = callboard;
  }

  @Test
  void holdsWhatComesAndAppliesItInOrderWhenResumed() {
    String source = admin.sources().fresh("mediastream");
    admin.settled(source, media(0));
    Answer paused = admin.change("POST", "sources/" + source + "/pause", "");
    assertThat(paused.json().path("state").asText()).isEqualTo("PAUSED");

    List<String> held =
        IntStream.rangeClosed(1, 30).mapToObj(i -> admin.accepted(source, media(i))).toList();
    held.forEach(id -> assertThat(admin.settled(id).path("state").asText()).isEqualTo("HELD"));
    assertThat(title(source)).isEqualTo("Title 0");
    assertThat(admin.ledger(source).path("held").asInt()).isEqualTo(30);
    assertThat(admin.ledger(source).path("balanced").asBoolean()).isTrue();

    assertThat(admin.change("POST", "sources/" + source + "/resume", "").status()).isEqualTo(200);
    String live = admin.accepted(source, media(31));
    JsonNode running =
        Callboard.await(
            () -> admin.current("sources/" + source),
            answer -> answer.path("state").asText().equals("RUNNING"));

    assertThat(running.path("counts").path("held").asInt()).isZero();
    admin.settled(live);
    Callboard.await(() -> title(source), "Title 31"::equals);
    held.forEach(id -> assertThat(admin.settled(id).path("state").asText()).isEqualTo("APPLIED"));
    assertThat(admin.ledger(source).path("applied").asInt()).isEqualTo(32);
    assertThat(admin.ledger(source).path("balanced").asBoolean()).isTrue();
    assertThat(admin.items("audit?subject=" + source))
        .extracting(entry -> entry.path("action").asText())
        .containsExactly("source.resumed", "source.paused");
  }

  @Test
  void refusesToResumeWhatIsNotPausedAndToPauseWhatIs() {
    String source = admin.sources().fresh("mediastream");
    Answer running = admin.change("POST", "sources/" + source + "/resume", "");
    running.isProblem(409);
    assertThat(running.json().path("state").asText()).isEqualTo("RUNNING");

    assertThat(admin.change("POST", "sources/" + source + "/pause", "").status()).isEqualTo(200);
    admin.change("POST", "sources/" + source + "/pause", "").isProblem(409);
    admin.change("POST", "sources/nowhere/pause", "").isProblem(404);
    assertThat(admin.change("POST", "sources/" + source + "/resume", "").status()).isEqualTo(200);
  }

  private String title(String source) {
    return admin.current("media/" + source + "/m1").path("title").asText();
  }

  private SignedRequest media(int number) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET,
        "media.update",
        "m1",
        "{\"_id\":\"m1\",\"title\":\"Title %d\"}".formatted(number),
        now.plusMillis(number));
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Alarms are raised once, and shown until their cause has ended. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedServer.class)
class AlarmsIT {
  /** Longer than the pause of up to a minute between two calls to an API. */
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private final Callboard callboard;

  AlarmsIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void aSourceWithAWrongSecretIsAnAlarmUntilItsFirstGoodDelivery() throws IOException {
    String source = callboard.sources().fresh("mediastream");
    for (int i = 0; i < 3; i++) {
      callboard.refused(source, media("a wrong secret"), 401);
    }

    JsonNode alarm = Callboard.await(() -> open(source), alarms -> !alarms.isEmpty()).getFirst();
    assertThat(alarm.path("kind").asText()).isEqualTo("first-deliveries-refused");
    assertThat(alarm.path("detail").asText()).contains("All 3 deliveries");

    callboard.settled(source, media(TestSources.MEDIASTREAM_SECRET));
    Callboard.await(() -> open(source), List::isEmpty);
    List<JsonNode> over = callboard.items("alarms?include_cleared=true&source=" + source);
    assertThat(over).hasSize(1);
    assertThat(over.getFirst().path("clearedAt").isNull()).isFalse();
    assertThat(Files.readString(callboard.log()))
        .containsOnlyOnce("Alarm: first-deliveries-refused (" + source + ")");
  }

  @Test
  void aSourceThatIsSilentForLongerThanConfiguredIsAnAlarm() {
    JsonNode alarm =
        Callboard.await(() -> open(TestSources.SILENT), alarms -> !alarms.isEmpty()).getFirst();

    assertThat(alarm.path("kind").asText()).isEqualTo("source-silent");
    assertThat(alarm.path("clearedAt").isNull()).isTrue();
  }

  @Test
  void anApiThatRefusesTheKeyIsAnAlarmUntilItAnswers() throws IOException {
    String source = callboard.sources().fresh("fetching");
    PlayedApi api = callboard.sources().api();
    api.play(source, "/api/v1/actor_profiles/7", 401, "");
    Instant now = Instant.now();
    callboard.accepted(
        source,
        SignedRequests.filmmakers(
            TestSources.FILMMAKERS_KEY, "actor_profile.updated", "7", now, now));

    JsonNode alarm =
        Callboard.await(() -> open(source), alarms -> !alarms.isEmpty(), TWO_MINUTES).getFirst();
    assertThat(alarm.path("kind").asText()).isEqualTo("fetch-failing");
    assertThat(alarm.path("detail").asText()).contains("refused the key: 401");

    api.play(source, "/api/v1/actor_profiles/7", 200, "{\"id\":7}");
    Callboard.await(() -> open(source), List::isEmpty, TWO_MINUTES);
    assertThat(Files.readString(callboard.log()))
        .containsOnlyOnce("Alarm: fetch-failing (" + source + ")");
  }

  @Test
  void aSignedEventOfASourceThatNeedNotSignIsAnAlarm() {
    callboard.accepted(TestSources.SIGNS_AT_WILL, media(TestSources.MEDIASTREAM_SECRET));

    JsonNode alarm =
        Callboard.await(() -> open(TestSources.SIGNS_AT_WILL), alarms -> !alarms.isEmpty())
            .getFirst();
    assertThat(alarm.path("kind").asText()).isEqualTo("signature-seen");
  }

  private List<JsonNode> open(String source) {
    return callboard.items("alarms?source=" + source);
  }

  private static SignedRequest media(String secret) {
    String id = UUID.randomUUID().toString();
    return SignedRequests.mediastream(
        secret, "media.create", id, "{\"_id\":\"%s\"}".formatted(id), Instant.now());
  }
}

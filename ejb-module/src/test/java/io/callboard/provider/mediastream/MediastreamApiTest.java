package io.callboard.provider.mediastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.DocumentChanged;
import io.callboard.fetch.FetchResult;
import io.callboard.json.JsonMembers;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Delivery;
import io.callboard.provider.Translation;
import io.callboard.provider.UnusableEvent;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.UnusableAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediastreamApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final MediastreamApi api = new MediastreamApi();

  @Test
  void readsTheDocumentInTheEnvelope() throws UnusableAnswer {
    var found =
        (FetchResult.Found)
            api.read(
                "m",
                ok(
                    "{\"status\":\"OK\",\"data\":{\"_id\":\"m\",\"date_updated\":\"2026-01-01T00:00:00Z\"}}"));

    assertThat(found.members().names()).containsExactly("_id", "date_updated");
    assertThat(found.updatedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"status\":\"OK\"}",
        "{\"status\":\"OK\",\"data\":{\"_id\":\"other\"}}",
        "{\"status\":\"ERROR\",\"data\":{\"_id\":\"m\"}}"
      })
  void anAnswerMustBeTheDocumentThatWasAskedFor(String body) {
    assertThatThrownBy(() -> api.read("m", ok(body))).isInstanceOf(UnusableAnswer.class);
  }

  @ParameterizedTest
  @CsvSource({
    "61d4cf6c, /api/media/61d4cf6c",
    "../x?y, /api/media/..%2Fx%3Fy",
    "a b+c, /api/media/a%20b%2Bc"
  })
  void anIdIsOneSegmentOfThePath(String id, String path) {
    assertThat(api.path("media", id)).contains(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aStepInThePathIsNoId(String id) {
    assertThat(api.path("media", id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "999999, 60", "soon, 60"})
  void waitsAsLongAsItIsTold(String retryAfter, long seconds) {
    var answer = new ApiAnswer(429, Map.of("retry-after", List.of(retryAfter)), new byte[0]);

    assertThat(api.quietUntil(answer, NOW)).contains(NOW.plusSeconds(seconds));
    assertThat(api.quietUntil(ok("{}"), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"media.create", "medias.update", "media.undelete", "media.other"})
  void nothingOfAnEventsDataIsTakenWhereMediaAreFetched(String type) throws UnusableEvent {
    assertThat(translated(type).change()).isEqualTo(new DocumentAnnounced("media", "m"));
  }

  @Test
  void aDeleteIsTakenAsSignedWithoutItsData() throws UnusableEvent {
    assertThat(translated("media.delete").change())
        .isInstanceOfSatisfying(
            DocumentChanged.class,
            change -> {
              assertThat(change.version()).isEqualTo(NOW.toEpochMilli());
              assertThat(change.members()).isEqualTo(JsonMembers.NONE);
            });
  }

  @Test
  void otherModelsAreTakenAsTold() throws UnusableEvent {
    assertThat(translated("show.update").change())
        .isInstanceOfSatisfying(
            DocumentChanged.class,
            change -> assertThat(change.members().string("title")).contains("told"));
  }

  private static Translation translated(String type) throws UnusableEvent {
    String body =
        "{\"type\":\"%s\",\"data\":{\"_id\":\"m\",\"title\":\"told\",\"date_updated\":\"9999-01-01T00:00:00Z\"},\"date\":%d}"
            .formatted(type, NOW.toEpochMilli());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Delivery delivery = Deliveries.of("application/json", Map.of(), bytes, NOW);
    return ModelEvent.read(Deliveries.proven(delivery), Duration.ZERO).translate(true);
  }

  private static ApiAnswer ok(String body) {
    return new ApiAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}

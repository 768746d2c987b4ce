package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many large records, read by many requests at once: no request of a token can bring the server
 * down.
 */
@ExtendWith(SharedServer.class)
@TestInstance(Lifecycle.PER_CLASS)
class LargeRecordsIT {
  private static final int RECORDS = 60;
  private static final int EVENTS_OF_ONE = 36;
  private static final String FILLING = "x".repeat(1_000_000);

  /** The statuses that are no failure, including those for too many requests at once. */
  private static final Set<Integer> BOUNDED = Set.of(200, 413, 429, 503);

  private final Instant now = Instant.now();
  private final Callboard admin;
  private final String source;
  private String lastEvent = "";

  LargeRecordsIT(Callboard callboard) {
    this.admin = callboard;
    this.source = callboard.sources().fresh("mediastream");
  }

  @BeforeAll
  void fill() {
    for (int i = 0; i < RECORDS; i++) {
      lastEvent = admin.accepted(source, media("m" + i, i));
    }
    for (int i = 0; i < EVENTS_OF_ONE; i++) {
      lastEvent = admin.accepted(source, media("one", RECORDS + i));
    }
    admin.settled(lastEvent);
    admin.ledger(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "media?source=%s",
        "media?source=%s&limit=500&fields=attributes",
        "media?q=large&fields=attributes",
        "events?source=%s&limit=500",
        "events/%s/body",
        "media/%s/one"
      })
  void manyAtOnceAreAnsweredAndTheServerLivesOn(String path) {
    String asked = path.formatted(path.startsWith("events/") ? lastEvent : source);

    List<Answer> answers = admin.getAtOnce(asked, 50);

    assertThat(answers).extracting(Answer::status).isSubsetOf(BOUNDED).contains(200);
    assertThat(admin.current("media?source=" + source).path("items")).isNotEmpty();
  }

  @Test
  void aListHasDocumentsWhenAskedForAndItsPagesAreSmall() {
    JsonNode page = admin.current("media?source=" + source);
    assertThat(page.path("items")).hasSize(50);
    assertThat(page.path("items")).allSatisfy(item -> assertThat(item.has("attributes")).isFalse());

    Set<String> seen = new HashSet<>();
    List<Integer> sizes = new ArrayList<>();
    String path = "media?fields=attributes&source=" + source;
    String next = "";
    do {
      page = admin.current(path + (next.isEmpty() ? "" : "&after=" + next));
      page.path("items").forEach(item -> seen.add(item.path("id").asText()));
      sizes.add(page.toString().length());
      next = page.path("next").asText("");
    } while (!page.path("next").isNull());
    assertThat(seen).hasSize(RECORDS + 1);
    assertThat(sizes).allMatch(size -> size < 2 * FILLING.length());
    admin.get("media?fields=title").isProblem(400);
    assertThat(admin.get("media?fields=title").text()).contains("fields", "attributes");
  }

  /** The export is larger than the memory that one answer may use. */
  @Test
  void exportsOfMuchAreWholeForSeveralAtOnce() {
    List<Answer> answers = admin.getAtOnce("exports/media/" + source + "/one", 6);

    assertThat(answers).extracting(Answer::status).isSubsetOf(BOUNDED).contains(200);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 200)
        .allSatisfy(answer -> assertThat(answer.json().path("events")).hasSize(EVENTS_OF_ONE));
  }

  private SignedRequest media(String id, int number) {
    String data = "{\"_id\":\"%s\",\"title\":\"large\",\"text\":\"%s\"}".formatted(id, FILLING);
    SignedRequest event =
        SignedRequests.mediastream(
            TestSources.MEDIASTREAM_SECRET,
            "media.update",
            id,
            data,
            now.minusSeconds(600).plusMillis(number));
    return new SignedRequest(
        event.contentType(), Map.of("x-filling", FILLING.substring(0, 20_000)), event.body());
  }
}

package io.callboard.eventlog;

import static io.callboard.eventlog.EventState.APPLIED;
import static io.callboard.eventlog.EventState.DUPLICATE;
import static io.callboard.eventlog.EventState.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EventSearchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;

  EventSearchTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(log("waymark", i, "video", "v" + i, "k" + i, APPLIED, null));
    }

    List<EventView> first = list(EventFilter.ALL, null, 2);
    List<EventView> second = list(EventFilter.ALL, first.getLast().id(), 2);
    List<EventView> third = list(EventFilter.ALL, second.getLast().id(), 2);

    assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
    assertThat(ids(second)).isEqualTo(ids.subList(2, 4));
    assertThat(ids(third)).isEqualTo(ids.subList(4, 5));
  }

  @Test
  void tellsWhatWasWritten() {
    UUID id = log("waymark", 0, "video", "v1", "k1", HELD, null);

    EventView event = list(EventFilter.ALL, null, 10).getFirst();

    assertThat(event)
        .isEqualTo(
            new EventView(
                id,
                "waymark",
                "video.test",
                "video",
                "v1",
                "k1",
                NOON,
                NOON,
                NOON,
                HELD,
                "a cause",
                List.of("body", "timestamp"),
                1,
                2,
                3,
                null,
                "text/plain",
                4));
  }

  @Test
  void filtersByEachPropertyAlone() {
    UUID wanted = log("waymark", 0, "video", "v1", "k1", HELD, null);
    log("mediastream", 1, "media", "m1", "k2", APPLIED, null);

    assertThat(ids(filter("waymark", null, null, null, null))).containsExactly(wanted);
    assertThat(ids(filter(null, "video.test", null, null, null))).containsExactly(wanted);
    assertThat(ids(filter(null, null, HELD, null, null))).containsExactly(wanted);
    assertThat(ids(filter(null, null, null, "video", null))).containsExactly(wanted);
    assertThat(ids(filter(null, null, null, null, "v1"))).containsExactly(wanted);
    assertThat(filter("waymark", null, APPLIED, null, null)).isEmpty();
  }

  @Test
  void pagesThroughTheEventsOfAllSourcesInOneOrder() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String source = i % 2 == 0 ? "waymark" : "filmmakers";
      ids.addFirst(log(source, i, i == 3 ? "other" : "video", "v" + i, "k" + i, HELD, null));
    }
    ids.remove(2);
    EventFilter videos = new EventFilter(null, null, HELD, "video", null, null, null, null);

    assertThat(ids(list(videos, null, 3))).isEqualTo(ids.subList(0, 3));
    assertThat(ids(list(videos, ids.get(2), 3))).isEqualTo(ids.subList(3, 5));
    List<UUID> replayed = search(log -> log.ids(videos, ids.get(4), NOON.plusMillis(9), 3));
    assertThat(replayed).isEqualTo(ids.subList(1, 4).reversed());
  }

  @Test
  void takesTheFirstMomentOfAPeriodAndLeavesTheLast() {
    log("waymark", 0, "video", "v", "k", APPLIED, null);
    UUID first = log("waymark", 1, "video", "v", "k", APPLIED, null);
    UUID second = log("waymark", 2, "video", "v", "k", APPLIED, null);
    log("waymark", 3, "video", "v", "k", APPLIED, null);

    assertThat(ids(between(NOON.plusMillis(1), NOON.plusMillis(3)))).containsExactly(second, first);
    assertThat(between(NOON.plusNanos(1_000), NOON.plusMillis(1))).isEmpty();
  }

  @Test
  void findsAllEventsOfAKey() {
    UUID original = log("waymark", 0, "video", "v1", "k1", APPLIED, null);
    UUID other = log("waymark", 1, "video", "v1", "k1", HELD, null);
    log("waymark", 2, "video", "v1", "k2", APPLIED, null);
    own("waymark", "k1", original);

    assertThat(ids(list(key("k1"), null, 10))).containsExactly(other, original);
    assertThat(list(key("k2"), null, 10)).isEmpty();
  }

  @Test
  void findsAnEventOfAKeyWithoutASubject() {
    UUID original = log("waymark", 0, "video", null, "k1", APPLIED, null);
    own("waymark", "k1", original);

    assertThat(ids(list(key("k1"), null, 10))).containsExactly(original);
  }

  @Test
  void givesOneEventWithHeadersAndHistory() {
    UUID original = log("waymark", 0, "video", "v1", "k1", APPLIED, null);
    UUID repetition = log("waymark", 5, "video", "v1", "k1", DUPLICATE, original);

    EventDetail detail = search(search -> search.find(original)).orElseThrow();

    assertThat(detail.headers()).hasToString("{\"accept\":[\"*/*\"]}");
    assertThat(detail.address()).isEqualTo("192.0.2.1");
    assertThat(detail.history())
        .extracting(EventDetail.Step::what)
        .containsExactly("RECEIVED", "APPLIED", "DUPLICATE");
    assertThat(detail.history().getLast().event()).isEqualTo(repetition);
  }

  @Test
  void leadsFromADuplicateToTheBytesOfItsOriginal() {
    UUID original = log("waymark", 0, "video", "v1", "k1", APPLIED, null);
    UUID repetition = log("waymark", 5, "video", "v1", "k1", DUPLICATE, original);

    EventBody body = search(search -> search.body(repetition)).orElseThrow();

    assertThat(body.event()).isEqualTo(original);
    assertThat(search(search -> search.withBody(repetition)).orElseThrow()).isEqualTo(original);
    assertThat(body.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("body");
    EventDetail detail = search(search -> search.find(repetition)).orElseThrow();
    assertThat(detail.event().duplicateOf()).isEqualTo(original);
    assertThat(detail.headers().isEmpty()).isTrue();
  }

  @Test
  void findsNothingOfAnUnknownEvent() {
    UUID unknown = UUID.randomUUID();
    boolean found = search(search -> search.find(unknown).isPresent());
    boolean body = search(search -> search.body(unknown).isPresent());

    assertThat(found).isFalse();
    assertThat(body).isFalse();
  }

  private List<EventView> filter(
      @Nullable String source,
      @Nullable String type,
      @Nullable EventState state,
      @Nullable String kind,
      @Nullable String subject) {
    return list(new EventFilter(source, type, state, kind, subject, null, null, null), null, 10);
  }

  private List<EventView> between(Instant from, Instant to) {
    return list(new EventFilter(null, null, null, null, null, null, from, to), null, 10);
  }

  private static EventFilter key(String key) {
    return new EventFilter(null, null, null, null, null, key, null, null);
  }

  private List<EventView> list(EventFilter filter, @Nullable UUID after, int limit) {
    return search(search -> search.list(filter, after, limit));
  }

  private <T> T search(Function<EventSearch, T> work) {
    return database.inTransaction(em -> work.apply(new EventSearch(em)));
  }

  private static List<UUID> ids(List<EventView> events) {
    return events.stream().map(EventView::id).toList();
  }

  private UUID log(
      String source,
      int millis,
      String kind,
      @Nullable String subject,
      String key,
      EventState state,
      @Nullable UUID original) {
    Instant at = NOON.plusMillis(millis);
    UUID id = new UUID(at.toEpochMilli() << 16 | 0x7123, 0x9000_0000_0000_0000L);
    Arrival arrival =
        new Arrival(
            id,
            source,
            at,
            "text/plain",
            "192.0.2.1",
            "{\"accept\":[\"*/*\"]}".getBytes(StandardCharsets.UTF_8),
            "body".getBytes(StandardCharsets.UTF_8),
            List.of("body", "timestamp"),
            1);
    Meaning meaning = new Meaning(kind + ".test", kind, subject, key, NOON);
    LoggedEvent event = new LoggedEvent(arrival, meaning, NOON, state, "a cause", 2, 3, original);
    database.run(
        em -> {
          new EventLog(em).write(List.of(event));
          new Ledger(em).add(new TreeMap<>(Map.of(source, new Tally())));
        });
    return id;
  }

  private void own(String source, String key, UUID event) {
    KeyOwner owner = new KeyOwner(event, DeliveryKeys.digest(new byte[0]));
    database.run(
        em ->
            new DeliveryKeys(em)
                .claim(new TreeMap<>(Map.of(EventKey.of(source, key), owner)), NOON));
  }
}

package io.callboard.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with one event, and with enough events for PostgreSQL's {@code COPY}. */
@OnEachDatabase
class EventLogTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final byte[] BODY = {'{', 0, -1, '\\', '}'};

  private final TestDatabase database;

  EventLogTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void anEventIsToldAsItWasWritten(int count) {
    List<UUID> ids = ids(count);
    write(ids.stream().map(id -> arrival(id, "text/plain", 1)).map(EventLogTest::full).toList());

    for (UUID id : ids) {
      EventDetail detail = find(id);
      assertThat(detail.event())
          .isEqualTo(
              new EventView(
                  id,
                  "waymark",
                  "video.\"test\"",
                  "video",
                  "v,1",
                  "k\\1",
                  NOON.minusSeconds(2),
                  NOON.minusSeconds(1),
                  NOON,
                  EventState.HELD,
                  "a {cause}",
                  List.of("body", "timestamp"),
                  1,
                  2,
                  3,
                  null,
                  "text/plain",
                  BODY.length));
      assertThat(detail.address()).isEqualTo("192.0.2.1");
      assertThat(detail.headers().strings("h")).containsExactly("é");
      assertThat(body(id)).isEqualTo(BODY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void whatIsNotKnownOfAnEventIsNull(int count) {
    List<UUID> ids = ids(count);
    write(ids.stream().map(id -> arrival(id, null, null)).map(EventLogTest::unusable).toList());

    for (UUID id : ids) {
      assertThat(find(id).event())
          .isEqualTo(
              new EventView(
                  id,
                  "waymark",
                  null,
                  null,
                  null,
                  null,
                  null,
                  NOON.minusSeconds(1),
                  NOON,
                  EventState.FAILED,
                  null,
                  List.of("body", "timestamp"),
                  null,
                  1,
                  0,
                  null,
                  null,
                  BODY.length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void heldEventsComeInTheirOrder(int count) {
    List<HeldEvent> held =
        ids(count).stream().map(id -> new HeldEvent("waymark", id, "forged")).toList();
    database.run(entities -> new HeldEvents(entities).hold(held));

    assertThat(
            database.<List<HeldEvent>>inTransaction(
                entities -> new HeldEvents(entities).first("waymark", 100)))
        .isEqualTo(held);
  }

  private static List<UUID> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> new UUID(0x019a_0000_0000_7000L, i)).toList();
  }

  private static Arrival arrival(UUID id, @Nullable String contentType, @Nullable Integer secret) {
    byte[] headers = "{\"h\":[\"é\"]}".getBytes(StandardCharsets.UTF_8);
    return new Arrival(
        id,
        "waymark",
        NOON.minusSeconds(1),
        contentType,
        "192.0.2.1",
        headers,
        BODY,
        List.of("body", "timestamp"),
        secret);
  }

  private static LoggedEvent full(Arrival arrival) {
    Meaning meaning = new Meaning("video.\"test\"", "video", "v,1", "k\\1", NOON.minusSeconds(2));
    return new LoggedEvent(arrival, meaning, NOON, EventState.HELD, "a {cause}", 2, 3, null);
  }

  private static LoggedEvent unusable(Arrival arrival) {
    return new LoggedEvent(arrival, null, NOON, EventState.FAILED, null, 1, 0, null);
  }

  private void write(List<LoggedEvent> events) {
    database.run(entities -> new EventLog(entities).write(events));
  }

  private EventDetail find(UUID id) {
    return database.inTransaction(entities -> new EventSearch(entities).find(id)).orElseThrow();
  }

  private byte[] body(UUID id) {
    return database
        .inTransaction(entities -> new EventSearch(entities).body(id))
        .orElseThrow()
        .bytes();
  }
}

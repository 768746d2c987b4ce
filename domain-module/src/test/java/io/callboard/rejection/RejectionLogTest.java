package io.callboard.rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.rejection.Rejection.Kept;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RejectionLogTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database;
  private final Rows rows;
  private RejectionLog log;

  RejectionLogTest(TestDatabase database) {
    this.database = database;
    this.rows = new Rows(database);
    this.log = new RejectionLog(rows);
  }

  /** The rows in a transaction, or a database that is down. */
  private static final class Rows extends RejectionRows {
    private final TestDatabase database;
    private boolean away;

    Rows(TestDatabase database) {
      this.database = database;
    }

    @Override
    void write(List<Rejection> rejections, SortedMap<String, Long> counts) {
      if (away) {
        throw new IllegalStateException("the database is away");
      }
      database.run(entities -> new RejectionRows(entities).write(rejections, counts));
    }
  }

  @BeforeEach
  void empty() {
    database.empty();
    rows.away = false;
    log = new RejectionLog(rows);
  }

  private static Rejection rejection(String source, String reason, String address) {
    return rejection(source, reason, address, T, "");
  }

  private static Rejection rejection(
      String source, String reason, String address, Instant at, String body) {
    return new Rejection(
        UUID.randomUUID(),
        at,
        source,
        reason,
        "expected \0 " + "x".repeat(600),
        address,
        "text/plain",
        body.length(),
        Map.of("x-signature", List.of("t=1")),
        body.isEmpty() ? null : Kept.of(source, body.getBytes(StandardCharsets.UTF_8), null));
  }

  private List<Object> rows() {
    return database.query("select source from rejection order by source");
  }

  private List<Object> rejected(String source) {
    return database.query("select rejected from source_total where source = '" + source + "'");
  }

  @Test
  void aRejectionIsWrittenWithItsHeaders() {
    log.record(rejection("film", "signature-mismatch", "192.0.2.1"));

    log.drain();

    assertThat(rows()).containsExactly("film");
    assertThat(rejected("film")).containsExactly(1L);
    byte[] headers = (byte[]) database.query("select headers from rejection").getFirst();
    assertThat(new String(headers, StandardCharsets.UTF_8))
        .isEqualTo("{\"x-signature\":[\"t=1\"]}");
  }

  @Test
  void aFloodFromOneNetworkIsCountedAndLeavesRoomForOthers() {
    for (int i = 0; i < 1_000; i++) {
      log.record(rejection("film", "signature-mismatch", "192.0.2." + i % 250));
      log.record(rejection("film", "signature-mismatch", "2001:db8:0:1::" + i));
    }
    log.record(rejection("film", "signature-mismatch", "198.51.100.1"));
    log.record(rejection("film", "signature-stale", "192.0.2.1"));

    log.drain();

    assertThat(rows()).hasSize(2 * RejectionQuota.OF_NETWORK + 2);
    assertThat(rejected("film")).containsExactly(2_002L);
  }

  @Test
  void aFloodFromManyNetworksLeavesRoomForOtherSourcesAndReasons() {
    for (int i = 0; i < 65_536; i++) {
      log.record(rejection("film", "signature-mismatch", i / 256 + "." + i % 256 + ".2.1"));
    }
    log.record(rejection("media", "signature-mismatch", "192.0.2.1"));
    log.record(rejection("film", "signature-stale", "192.0.2.1"));

    log.drain();

    assertThat(rows()).hasSize(RejectionQuota.OF_REASON + 2);
  }

  @Test
  void theQuotaBeginsAnewEveryMinute() {
    for (int second = 0; second < 120; second++) {
      log.record(rejection("film", "signature-stale", "192.0.2.1", T.plusSeconds(second), ""));
    }

    log.drain();

    assertThat(rows()).hasSize(2 * RejectionQuota.OF_NETWORK);
  }

  @Test
  void unknownSourcesAreOneSum() {
    for (int i = 0; i < 50; i++) {
      log.record(rejection("guess-" + i, Rejection.SOURCE_UNKNOWN, "192.0.2.1"));
    }

    log.drain();

    assertThat(rows()).hasSize(RejectionQuota.OF_NETWORK).containsOnly("unknown");
    assertThat(rejected("unknown")).containsExactly(50L);
    assertThat(database.query("select source from source_total")).containsExactly("unknown");
  }

  @Test
  void aBodyIsQuarantinedOncePerSourceAndBody() {
    log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{}"));
    log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{}"));
    log.record(rejection("media", "signature-stale", "192.0.2.1", T, "{}"));
    log.drain();
    log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{}"));
    log.drain();

    assertThat(rows()).hasSize(4);
    assertThat(database.query("select source from rejection where body is not null"))
        .containsExactlyInAnyOrder("film", "media");
  }

  @Test
  void quarantineIsCapped() {
    for (int i = 0; i < RejectionRows.MAX_QUARANTINED + 5; i++) {
      rows.write(
          List.of(rejection("film", "signature-stale", "192.0.2.1", T, "{" + i)),
          new java.util.TreeMap<>());
    }

    assertThat(rows()).hasSize(RejectionRows.MAX_QUARANTINED + 5);
    assertThat(database.query("select id from rejection where body is not null"))
        .hasSize(RejectionRows.MAX_QUARANTINED);
  }

  @Test
  void anAcceptedBodyMakesRoom() {
    for (int i = 0; i < RejectionRows.MAX_QUARANTINED; i++) {
      rows.write(
          List.of(rejection("film", "signature-stale", "192.0.2.1", T, "{" + i)),
          new java.util.TreeMap<>());
    }
    UUID first =
        UUID.fromString(
            (String) database.query("select cast(id as varchar(40)) from rejection").getFirst());
    database.run(entities -> new Quarantine(entities).accepted(first, UUID.randomUUID()));

    rows.write(
        List.of(rejection("film", "signature-stale", "192.0.2.1", T, "{one more")),
        new java.util.TreeMap<>());

    assertThat(database.query("select id from rejection where body is not null"))
        .hasSize(RejectionRows.MAX_QUARANTINED);
  }

  @Test
  void aDismissedDeliveryCanBeQuarantinedAgain() {
    log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{}"));
    log.drain();
    UUID first =
        UUID.fromString(
            (String) database.query("select cast(id as varchar(40)) from rejection").getFirst());
    database.run(entities -> new Quarantine(entities).dismiss(List.of(first), "no use"));

    log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{}"));
    log.drain();

    assertThat(database.query("select dismissed from rejection where body is null"))
        .containsExactly("no use");
    assertThat(database.query("select id from rejection where body is not null")).hasSize(1);
  }

  @Test
  void variantsOfOneDeliveryTakeOnePlaceAndCountLikeOtherRefusals() {
    for (int minute = 0; minute < 2; minute++) {
      for (int i = 0; i < 60; i++) {
        log.record(variant(T.plusSeconds(60L * minute), "{" + i));
      }
    }

    log.drain();

    assertThat(rows()).hasSize(1 + 2 * RejectionQuota.OF_NETWORK);
    assertThat(database.query("select id from rejection where body is not null")).hasSize(1);
    assertThat(rejected("media")).containsExactly(120L);
  }

  private static Rejection variant(Instant at, String body) {
    return new Rejection(
        UUID.randomUUID(),
        at,
        "media",
        "signature-stale",
        "",
        "192.0.2.1",
        null,
        body.length(),
        Map.of(),
        Kept.of("media", body.getBytes(StandardCharsets.UTF_8), "media.update~m1~1"));
  }

  @Test
  void whatIsOutOfTimeAfterALongOutageIsKeptWhole() {
    for (int i = 0; i < 500; i++) {
      log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{" + i));
      log.record(rejection("film", "signature-stale", "192.0.2.1", T, "{captured"));
    }

    log.drain();

    assertThat(database.query("select id from rejection where body is not null")).hasSize(501);
  }

  @Test
  void anOutageTakesRowsWithoutABodyBeforeThoseWithOne() {
    RejectionQueue queue = new RejectionQueue();
    queue.add(rejection("film", "signature-stale", "192.0.2.1", T, "{}"));
    for (int i = 0; i < RejectionQueue.MAX_ROWS + 10; i++) {
      queue.add(rejection("film", "signature-mismatch", "192.0.2.1", T, ""));
    }

    assertThat(queue.size()).isEqualTo(RejectionQueue.MAX_ROWS);
    assertThat(queue.take(1).getFirst().kept()).isNotNull();
  }

  @Test
  void anOutageLosesTheOldestRowsAndNoCount() {
    rows.away = true;
    int all = RejectionQueue.MAX_ROWS + 100;
    for (int i = 0; i < all; i++) {
      log.record(rejection("film", "signature-stale", "192.0.2.1", T.plusSeconds(60L * i), ""));
      if (i % 3_000 == 0) {
        assertThatThrownBy(log::drain).hasMessage("the database is away");
      }
    }
    rows.away = false;

    log.drain();

    assertThat(rows()).hasSize(RejectionQueue.MAX_ROWS);
    assertThat(rejected("film")).containsExactly((long) all);
  }

  @Test
  void bodiesThatWaitAreCapped() {
    RejectionQueue queue = new RejectionQueue();
    String body = "x".repeat(1 << 20);
    for (int i = 0; i < 100; i++) {
      queue.add(rejection("film", "signature-stale", "192.0.2.1", T, body));
    }

    assertThat(queue.size()).isEqualTo(RejectionQueue.MAX_BYTES >> 20);
  }
}

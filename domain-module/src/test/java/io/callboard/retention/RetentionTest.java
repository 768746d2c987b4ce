package io.callboard.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.eventlog.EventSearch;
import io.callboard.operations.Partitions;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(40));
  private static final Instant YEARS_AGO = NOW.minus(Duration.ofDays(800));

  private final TestDatabase database;
  private int number;

  RetentionTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void aBodyGoesBeforeItsEventAndTheEventSaysSo() throws SQLException {
    UUID old = log(LONG_AGO, "APPLIED", "v1");
    UUID young = log(NOW, "APPLIED", "v2");

    retain();

    assertThat(events()).containsExactlyInAnyOrder(old, young);
    assertThat(bodies()).containsExactly(young);
    boolean hasBody =
        database.inTransaction(entities -> new EventSearch(entities).body(old).isPresent());
    boolean known =
        database.inTransaction(entities -> new EventSearch(entities).find(old).isPresent());
    assertThat(hasBody).isFalse();
    assertThat(known).isTrue();
  }

  @Test
  void eventsThatWaitForSomebodyStayWithTheirBodies() throws SQLException {
    Set<UUID> waiting =
        Set.of(
            log(YEARS_AGO, "HELD", "v1"),
            log(YEARS_AGO, "PENDING", "v2"),
            log(YEARS_AGO, "FAILED", "v3"));
    log(YEARS_AGO, "APPLIED", "v4");
    log(YEARS_AGO, "DUPLICATE", "v5");

    retain();

    assertThat(events()).isEqualTo(waiting);
    assertThat(bodies()).isEqualTo(waiting);
  }

  @Test
  void aRecordOnLegalHoldKeepsItsEvents() throws SQLException {
    UUID held = log(YEARS_AGO, "APPLIED", "v1");
    log(YEARS_AGO, "APPLIED", "v2");
    sql(
        "insert into legal_hold (source, kind, id, held_at, held_by)"
            + " values ('waymark', 'video', 'v1', '2026-01-01 00:00:00+00', 'admin')");

    retain();

    assertThat(events()).containsExactly(held);
    assertThat(bodies()).containsExactly(held);
  }

  @Test
  void wholeWeeksGoAndWhatTheySpareIsStillFound() throws SQLException {
    Partitions.prepare(database.dataSource(), YEARS_AGO);
    UUID held = log(YEARS_AGO, "HELD", "v1");
    for (int i = 0; i < 10; i++) {
      log(YEARS_AGO, "APPLIED", "v2");
    }

    retain();
    retain();

    assertThat(events()).containsExactly(held);
    assertThat(bodies()).containsExactly(held);
    assertThat(
            database.query(
                "select table_name from information_schema.tables where table_name like 'event%_"
                    + YEARS_AGO.toString().substring(0, 4)
                    + "____'"))
        .isEmpty();
  }

  @Test
  void moreThanOneStepIsRemovedAndSparedOnesDoNotStopIt() throws SQLException {
    for (int i = 0; i < Retention.STEP + 5; i++) {
      log(YEARS_AGO.plusMillis(i), i % 2 == 0 ? "FAILED" : "APPLIED", "v" + i);
    }

    retain();

    assertThat(events()).hasSize((Retention.STEP + 5 + 1) / 2);
  }

  @Test
  void keysRejectionsAndChangesGoByTheirAgeAndTotalsStay() throws SQLException {
    sql("insert into source_total values ('waymark', 7, 0, 0, 0, 0, 0, 0, 3, null, null)");
    for (Instant at : new Instant[] {YEARS_AGO, NOW}) {
      number++;
      sql(
          "insert into delivery_key values ('waymark', '0%d', '', '%s', '%s')"
              .formatted(number, id(at), at));
      sql(
          ("insert into rejection values"
                  + " ('%s', '%s', 'waymark', 'signature-stale', '', '', null, 0, '', null, null)")
              .formatted(id(at), at));
      sql(
          ("insert into record_change values"
                  + " (%d, 'video', 'created', 'waymark', 'v1', '%s', '%s')")
              .formatted(number, at, id(at)));
    }

    retain();

    for (String table : new String[] {"delivery_key", "rejection", "record_change"}) {
      assertThat(database.query("select count(*) from " + table)).containsExactly(1L);
    }
    assertThat(database.query("select applied from source_total")).containsExactly(7L);
  }

  private void retain() throws SQLException {
    Map<RetentionPeriod, Instant> since = new EnumMap<>(RetentionPeriod.class);
    for (RetentionPeriod period : RetentionPeriod.values()) {
      since.put(period, NOW.minus(period.usual()));
    }
    new Retention(database.dataSource(), () -> true).run(since);
  }

  private UUID log(Instant at, String state, String subject) {
    UUID id = id(at);
    sql(
        ("insert into event (id, source, type, kind, subject, received_at, settled_at, state,"
             + " proven, attempts, duplicates, size) values ('%s', 'waymark', 't', 'video', '%s',"
             + " '%s', '%s', '%s', '', 1, 0, 0)")
            .formatted(id, subject, at, at, state));
    sql("insert into event_body values ('%s', '', '', '')".formatted(id));
    return id;
  }

  private UUID id(Instant at) {
    number++;
    return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
  }

  private Set<UUID> events() {
    return ids("event");
  }

  private Set<UUID> bodies() {
    return ids("event_body");
  }

  private Set<UUID> ids(String table) {
    return database.query("select cast(id as varchar) from " + table).stream()
        .map(id -> UUID.fromString((String) id))
        .collect(Collectors.toSet());
  }

  private void sql(String sql) {
    database.run(entities -> entities.createNativeQuery(sql).executeUpdate());
  }
}

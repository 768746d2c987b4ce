package io.callboard.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.AuditTrail;
import io.callboard.audit.ChainCheck;
import io.callboard.audit.ChainReport;
import io.callboard.audit.Operator;
import io.callboard.database.Partitions;
import io.callboard.eventlog.EventSearch;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
    Set<UUID> waiting = Set.of(log(YEARS_AGO, "HELD", "v1"), log(YEARS_AGO, "PENDING", "v2"));
    log(YEARS_AGO, "APPLIED", "v4");
    log(YEARS_AGO, "DUPLICATE", "v5");

    retain();

    assertThat(events()).isEqualTo(waiting);
    assertThat(bodies()).isEqualTo(waiting);
  }

  @Test
  void aFailedEventKeepsItsBodyAsLongAsEventsAreKept() throws SQLException {
    UUID failed = log(LONG_AGO, "FAILED", "v1");
    log(YEARS_AGO, "FAILED", "v2");

    retain();

    assertThat(events()).containsExactly(failed);
    assertThat(bodies()).containsExactly(failed);
  }

  @Test
  void aRecordOnLegalHoldKeepsItsEvents() throws SQLException {
    UUID held = log(YEARS_AGO, "APPLIED", "v1");
    log(YEARS_AGO, "APPLIED", "v2");
    database.execute(
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
      log(YEARS_AGO.plusMillis(i), i % 2 == 0 ? "HELD" : "APPLIED", "v" + i);
    }

    retain();

    assertThat(events()).hasSize((Retention.STEP + 5 + 1) / 2);
  }

  @Test
  void keysRejectionsAndChangesGoByTheirAgeAndTotalsStay() throws SQLException {
    database.execute(
        "insert into source_total values ('waymark', 7, 0, 0, 0, 0, 0, 0, 3, null, null,"
            + " 'RUNNING')");
    for (Instant at : new Instant[] {YEARS_AGO, NOW}) {
      number++;
      database.execute(
          "insert into delivery_key values ('waymark', '0%d', '', '%s', '%s')"
              .formatted(number, id(at), at));
      database.execute(
          ("insert into rejection (id, at, source, reason, detail, address, content_type, size,"
               + " headers, quarantine_key, body) values ('%s', '%s', 'waymark', 'signature-stale',"
               + " '', '', null, 0, '', null, null)")
              .formatted(id(at), at));
      database.execute(
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

  @Test
  void keysStayWhereNothingElseTellsACapturedDeliveryFromANewOne() throws SQLException {
    for (String source : new String[] {"lasting", "waymark"}) {
      for (int i = 0; i < Retention.STEP + 5; i++) {
        database.execute(
            "insert into delivery_key values ('%s', '%04d', '', '%s', '%s')"
                .formatted(source, i, id(YEARS_AGO), YEARS_AGO.plusMillis(i)));
      }
    }

    retain();
    retain();

    assertThat(database.query("select source from delivery_key"))
        .hasSize(Retention.STEP + 5)
        .containsOnly("lasting");
  }

  @Test
  void oldEntriesLeaveTheAuditTrailAndItsChainHoldsFromThere() throws SQLException {
    audit(YEARS_AGO.minus(Duration.ofDays(400)), Retention.STEP + 2);
    audit(NOW, 2);

    retain();

    ChainReport chain = database.inTransaction(entities -> new ChainCheck(entities).check());
    assertThat(chain.intact()).isTrue();
    assertThat(chain.first()).isEqualTo(Retention.STEP + 3);
    assertThat(database.query("select count(*) from audit_entry")).containsExactly(2L);
    audit(NOW, 1);
    assertThat(
            database.<Boolean>inTransaction(entities -> new ChainCheck(entities).check().intact()))
        .isTrue();
  }

  @Test
  void openAlarmsAndJobsStayAndFinishedOnesGoByTheirAge() throws SQLException {
    Instant old = NOW.minus(Duration.ofDays(4 * 365));
    for (String ended : new String[] {"'" + old + "'", "null"}) {
      database.execute(
          "insert into alarm (kind, subject, detail, raised_at, cleared_at)"
              + " values ('MISSING', 's', '', '%s', %s)".formatted(old, ended));
      database.execute(
          ("insert into job (id, kind, state, filter, force, dry_run, asked_by, asked_at,"
                  + " finished_at, due_at, claim, last, examined, applied, unchanged, pending,"
                  + " skipped, no_body, failed)"
                  + " values ('%s', 'REPLAY', 'DONE', '{}', false, false, 'a', '%s', %s,"
                  + " '%s', 0, null, 0, 0, 0, 0, 0, 0, 0)")
              .formatted(id(old), old, ended, old));
    }

    retain();

    assertThat(database.query("select count(*) from alarm where cleared_at is null"))
        .containsExactly(1L);
    assertThat(database.query("select count(*) from alarm")).containsExactly(1L);
    assertThat(database.query("select count(*) from job")).containsExactly(1L);
  }

  private void audit(Instant at, int entries) {
    Operator operator = new Operator("admin", "127.0.0.1");
    Clock clock = Clock.fixed(at, ZoneOffset.UTC);
    database.run(
        entities -> {
          AuditTrail trail = new AuditTrail(entities, clock);
          for (int i = 0; i < entries; i++) {
            trail.append(operator, "source.paused", "s", Map.of());
          }
        });
  }

  private void retain() throws SQLException {
    Map<RetentionPeriod, Instant> since = new EnumMap<>(RetentionPeriod.class);
    for (RetentionPeriod period : RetentionPeriod.values()) {
      since.put(period, NOW.minus(period.defaultPeriod()));
    }
    new Retention(database.dataSource(), () -> true).run(since, Set.of("lasting"));
  }

  private UUID log(Instant at, String state, String subject) {
    UUID id = id(at);
    database.execute(
        ("insert into event (id, source, type, kind, subject, received_at, settled_at, state,"
             + " proven, attempts, duplicates, size) values ('%s', 'waymark', 't', 'video', '%s',"
             + " '%s', '%s', '%s', '', 1, 0, 0)")
            .formatted(id, subject, at, at, state));
    database.execute("insert into event_body values ('%s', '', '', '')".formatted(id));
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
}

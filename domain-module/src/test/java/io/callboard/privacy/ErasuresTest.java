package io.callboard.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.AuditTrail;
import io.callboard.audit.ChainCheck;
import io.callboard.audit.Operator;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.KeyOwner;
import io.callboard.job.Jobs;
import io.callboard.json.JsonMembers;
import io.callboard.ledger.Ledger;
import io.callboard.retention.Retention;
import io.callboard.retention.RetentionPeriod;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ErasuresTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<String> TABLES =
      List.of("document", "event", "event_body", "fetch_request", "record_change", "rejection");

  private final TestDatabase database;
  private int number;

  ErasuresTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
    database.execute(
        "insert into source_total values ('s', 0, 0, 0, 2, 0, 0, 0, 0, null, null, 'RUNNING')");
    fill("v1");
    fill("v2");
  }

  @Test
  void nothingOfTheSubjectStaysAndNothingOfAnotherGoes() {
    erase("v1");
    assertThat(sweptOne(NOON)).isTrue();

    for (String table : TABLES) {
      assertThat(database.query("select count(*) from " + table)).as(table).containsExactly(1L);
    }
    assertThat(database.query("select subject from event")).containsExactly("v2");
    assertThat(database.query("select held from source_total")).containsExactly(1L);
    assertThat(database.query("select ignored from source_total")).containsExactly(1L);
  }

  @Test
  void whatIsFiledUnderTheSubjectGoesAtOnce() {
    erase("v1");

    assertThat(database.query("select id from document")).containsExactly("v2");
    assertThat(database.query("select subject from event")).containsExactly("v2");
    assertThat(database.query("select count(*) from rejection")).containsExactly(2L);
  }

  @Test
  void manyRejectionsAreReadAFewAtATime() {
    for (int i = 0; i < 40; i++) {
      rejection(i % 2 == 0 ? "v1" : "v2");
    }

    erase("v1");
    sweptOne(NOON);

    assertThat(database.query("select count(*) from rejection")).containsExactly(21L);
  }

  @Test
  void mergedProfilesDoNotPointToWhoIsErased() {
    database.execute(
        "insert into profile (source, id, state, version, updated_at, last_event, merged_into,"
            + " search, attributes) values ('s', '1', 'DELETED', 1, '%s', '%s', '2', '', '{}')",
        NOON, id());

    at(NOON, erasures -> erasures.erase("s", "profile", "2", "admin"));

    assertThat(database.query("select count(*) from profile where merged_into is null"))
        .containsExactly(1L);
  }

  @Test
  void theTrailKeepsThatSomethingWasDoneAndItsChainHolds() {
    Operator operator = new Operator("admin", "127.0.0.1");
    String filter = JsonMembers.of(Map.of("subject", "\"v1\"")).toString();
    String rebuilt = JsonMembers.of(Map.of("id", "\"v1\"")).toString();
    database.run(
        entities -> {
          AuditTrail trail = new AuditTrail(entities, Clock.systemUTC());
          trail.append(operator, "record.exported", RecordName.of("show", "s", "v1"), Map.of());
          trail.append(operator, "replay.started", "events", Map.of("filter", filter));
          trail.append(operator, "rebuild.started", "media", Map.of("filter", rebuilt));
          trail.append(operator, "record.exported", RecordName.of("show", "s", "v2"), Map.of());
        });

    erase("v1");
    sweptOne(NOON);

    assertThat(database.query("select count(*) from audit_entry where subject is null"))
        .containsExactly(3L);
    assertThat(database.query("select action from audit_entry where subject is not null"))
        .containsExactlyInAnyOrder("record.exported", "entries.erased");
    assertThat(
            database.<Boolean>inTransaction(entities -> new ChainCheck(entities).check().intact()))
        .isTrue();
  }

  @Test
  void jobsThatAreOverAndWereAboutTheSubjectGo() {
    job("v1", "'" + NOON + "'");
    job("v1", "null");
    job("v2", "'" + NOON + "'");

    erase("v1");
    sweptOne(NOON);

    assertThat(database.query("select count(*) from job")).containsExactly(2L);
  }

  @Test
  void whoIsErasedIsKnownUntilTheErasureIsLifted() {
    assertThat(erased("v1")).isFalse();

    UUID erasure = begun("v1").id();
    assertThat(erased("v1")).isTrue();
    assertThat(erased("v2")).isFalse();

    assertThat(this.<Boolean>at(NOON, erasures -> erasures.lift(erasure))).isTrue();
    assertThat(erased("v1")).isFalse();
    assertThat(this.<Boolean>at(NOON, erasures -> erasures.lift(erasure))).isFalse();
  }

  @Test
  void erasingAgainSweepsAgainAndIsTheSameErasure() {
    UUID erasure = begun("v1").id();
    fill("v1");

    assertThat(begun("v1").id()).isEqualTo(erasure);
    assertThat(database.query("select subject from event")).containsExactly("v2");
    assertThat(this.<List<ErasureView>>at(NOON, erasures -> erasures.list(null, 10))).hasSize(1);
  }

  @Test
  void whatWasUnderWayIsSweptLaterAndThenTheIdIsForgotten() {
    erase("v1");
    assertThat(sweptOne(NOON)).isTrue();
    fill("v1");
    assertThat(sweptOne(NOON.plus(Erasures.LATER))).isFalse();
    assertThat(sweptOne(NOON.plus(Erasures.LATER).plusSeconds(1))).isTrue();
    assertThat(sweptOne(NOON.plus(Erasures.LATER).plusSeconds(1))).isFalse();

    assertThat(database.query("select count(*) from event where subject = 'v1'"))
        .containsExactly(0L);
    assertThat(database.query("select count(*) from erasure where subject is not null"))
        .containsExactly(0L);
    assertThat(erased("v1")).isTrue();
  }

  @Test
  void anErasureWhoseSweepFailsKeepsNoOtherWaiting() {
    begun("v1");
    begun("v2");
    database.execute(
        "alter table erasure add constraint fails check (subject <> 'v1' or swept_at is null)");
    try (EntityManager entities = database.entityManagers().createEntityManager()) {
      Erasures node = erasures(entities, Clock.fixed(NOON, ZoneOffset.UTC));

      assertThat(isSwept(node, entities)).isFalse();
      assertThat(isSwept(node, entities)).isTrue();
      assertThat(database.query("select subject from erasure where swept_at is null"))
          .containsExactly("v1");
      assertThat(isSwept(node, entities)).isFalse();
      database.execute("alter table erasure drop constraint fails");
      assertThat(isSwept(node, entities)).isTrue();
    } finally {
      database.execute("alter table erasure drop constraint if exists fails");
    }
    assertThat(database.query("select count(*) from erasure where swept_at is null"))
        .containsExactly(0L);
  }

  private static boolean isSwept(Erasures node, EntityManager entities) {
    entities.getTransaction().begin();
    try {
      boolean swept = node.sweepOne();
      entities.getTransaction().commit();
      return swept;
    } catch (PersistenceException e) {
      entities.getTransaction().rollback();
      return false;
    }
  }

  @Test
  void theKeysOfManyEventsAreConcealed() {
    for (int i = 0; i < KeyConcealment.PORTION + 5; i++) {
      fill("v1");
    }
    database.execute("update event set delivery_key = cast(id as varchar)");
    database.execute("update source_total set held = (select count(*) from event)");
    TreeMap<EventKey, KeyOwner> keys = new TreeMap<>();
    for (Object id : database.query("select delivery_key from event")) {
      String text = id.toString();
      keys.put(EventKey.of("s", text), new KeyOwner(UUID.fromString(text), "00"));
    }
    database.run(entities -> new DeliveryKeys(entities).claim(keys, NOON));

    erase("v1");

    assertThat(owned(keys.navigableKeySet())).hasSize(1);
    assertThat(database.query("select count(*) from delivery_key"))
        .containsExactly((long) keys.size());
    assertThat(database.query("select subject from event")).containsExactly("v2");
    assertThat(database.query("select held from source_total")).containsExactly(1L);
  }

  private Set<EventKey> owned(SortedSet<EventKey> keys) {
    return database
        .<Map<EventKey, KeyOwner>>inTransaction(entities -> new DeliveryKeys(entities).owners(keys))
        .keySet();
  }

  @Test
  void theKeyOfAnUnusableEventIsConcealedThoughItIsKeptForEver() throws SQLException {
    UUID event = id();
    database.execute(
        "insert into event (id, source, received_at, settled_at, state, proven, attempts,"
            + " duplicates, size) values ('%s', 's', '%s', '%s', 'FAILED', '', 1, 0, 2)",
        event, NOON, NOON.plusSeconds(2));
    database.execute("insert into event_body values ('%s', '', '{}', 'v1')", event);
    EventKey key = EventKey.of("s", "unusable");
    database.run(
        entities ->
            new DeliveryKeys(entities)
                .claim(new TreeMap<>(Map.of(key, new KeyOwner(event, "00"))), NOON.plusSeconds(1)));
    new Retention(database.dataSource(), () -> true)
        .run(Map.of(RetentionPeriod.KEYS, NOON.plus(Duration.ofDays(800))), Set.of("s"));

    erase("v1");
    sweptOne(NOON);

    assertThat(database.query("select count(*) from delivery_key")).containsExactly(1L);
    assertThat(owned(new TreeSet<>(Set.of(key)))).isEmpty();
  }

  @Test
  void erasuresAreListedNewestFirstAPageAtATime() {
    UUID first = begun("v1").id();
    UUID second = begun("v2").id();

    List<ErasureView> newest = at(NOON, erasures -> erasures.list(null, 1));
    assertThat(newest).extracting(ErasureView::id).containsExactly(second);
    List<ErasureView> next = at(NOON, erasures -> erasures.list(newest.getFirst().number(), 1));
    assertThat(next).extracting(ErasureView::id).containsExactly(first);
  }

  @Test
  void aLegalHoldPreventsIt() {
    database.execute("insert into legal_hold values ('s', 'show', 'v1', '%s', 'admin')", NOON);

    assertThat(erase("v1")).isInstanceOf(ErasureOutcome.OnHold.class);
    assertThat(database.query("select count(*) from event")).containsExactly(2L);
    assertThat(erased("v1")).isFalse();
  }

  private ErasureOutcome erase(String id) {
    return at(NOON, erasures -> erasures.erase("s", "show", id, "admin"));
  }

  private ErasureView begun(String id) {
    return ((ErasureOutcome.Begun) erase(id)).erasure();
  }

  private boolean sweptOne(Instant time) {
    return this.<Boolean>at(time, Erasures::sweepOne);
  }

  private void job(String subject, String finished) {
    database.execute(
        "insert into job (id, kind, state, filter, force, dry_run, asked_by, asked_at,"
            + " finished_at, due_at, claim, last, examined, applied, unchanged, pending, skipped,"
            + " no_body, failed)"
            + " values ('%s', 'REPLAY', 'DONE', '{\"subject\":\"%s\"}', false, false,"
            + " 'a', '%s', %s, '%s', 0, null, 0, 0, 0, 0, 0, 0, 0)",
        id(), subject, NOON, finished, NOON);
  }

  private <T> T at(Instant time, Function<Erasures, T> work) {
    return database.inTransaction(
        entities -> work.apply(erasures(entities, Clock.fixed(time, ZoneOffset.UTC))));
  }

  private static Erasures erasures(EntityManager entities, Clock clock) {
    Sweeper sweeper =
        new Sweeper(
            entities,
            new Ledger(entities),
            new AuditTrail(entities, clock),
            new Jobs(entities, clock));
    return new Erasures(entities, sweeper, clock);
  }

  private boolean erased(String id) {
    return database.inTransaction(
        entities -> {
          ErasedSubjects subjects = new ErasedSubjects(entities);
          subjects.refresh();
          return subjects.contains("s", "show", id);
        });
  }

  private void fill(String id) {
    UUID event = id();
    database.execute(
        "insert into document (source, kind, id, state, version, updated_at, last_event,"
            + " deleted_at, search, attributes, member_versions)"
            + " values ('s', 'show', '%s', 'CURRENT', 1, '%s', '%s', null, '',"
            + " '{}', '{}') on conflict do nothing",
        id, NOON, event);
    database.execute(
        "insert into event (id, source, type, kind, subject, received_at, settled_at, state,"
            + " proven, attempts, duplicates, size) values ('%s', 's', 't', 'show', '%s',"
            + " '%s', '%s', 'HELD', '', 1, 0, 1)",
        event, id, NOON, NOON);
    database.execute("insert into event_body values ('%s', '', '{}', '%s')", event, id);
    database.execute(
        "insert into fetch_request (source, kind, id, wanted, due_at) values ('s', 'show', '%s', 1,"
            + " '%s') on conflict do nothing",
        id, NOON);
    database.execute(
        "insert into record_change values (%d, 'show', 'created', 's', '%s', '%s', '%s')",
        number, id, NOON, event);
    rejection(id);
  }

  private void rejection(String id) {
    UUID rejection = id();
    database.execute(
        "insert into rejection (id, at, source, reason, detail, address, content_type, size,"
            + " headers, quarantine_key, body) values ('%s', '%s', 's', 'signature-stale', '', '',"
            + " null, 0, '{}', '%s', '%s')",
        rejection, NOON, rejection, id);
  }

  private UUID id() {
    number++;
    return new UUID(NOON.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
  }
}

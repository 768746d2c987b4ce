package io.callboard.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.ledger.Ledger;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
    sql("insert into source_total values ('s', 0, 0, 0, 2, 0, 0, 0, 0, null, null)");
    fill("v1");
    fill("v2");
  }

  @Test
  void nothingOfTheSubjectStaysAndNothingOfAnotherGoes() {
    erase("v1");

    for (String table : TABLES) {
      assertThat(database.query("select count(*) from " + table)).as(table).containsExactly(1L);
    }
    assertThat(database.query("select subject from event")).containsExactly("v2");
    assertThat(database.query("select held from source_total")).containsExactly(1L);
    assertThat(database.query("select ignored from source_total")).containsExactly(1L);
  }

  @Test
  void whoIsErasedIsKnownUntilTheErasureIsLifted() {
    assertThat(erased("v1")).isFalse();

    UUID erasure = ((ErasureOutcome.Begun) erase("v1")).erasure().id();
    assertThat(erased("v1")).isTrue();
    assertThat(erased("v2")).isFalse();

    assertThat(this.<Boolean>at(NOON, erasures -> erasures.lift(erasure))).isTrue();
    assertThat(erased("v1")).isFalse();
    assertThat(this.<Boolean>at(NOON, erasures -> erasures.lift(erasure))).isFalse();
  }

  @Test
  void whatWasUnderWayIsSweptLaterAndThenTheIdIsForgotten() {
    erase("v1");
    fill("v1");
    assertThat(this.<Boolean>at(NOON.plus(Erasures.LATER), Erasures::finishOne)).isFalse();
    assertThat(this.<Boolean>at(NOON.plus(Erasures.LATER).plusSeconds(1), Erasures::finishOne))
        .isTrue();
    assertThat(this.<Boolean>at(NOON.plus(Erasures.LATER).plusSeconds(1), Erasures::finishOne))
        .isFalse();

    assertThat(database.query("select count(*) from event where subject = 'v1'"))
        .containsExactly(0L);
    assertThat(database.query("select count(*) from erasure where subject is not null"))
        .containsExactly(0L);
    assertThat(this.<List<ErasureView>>at(NOON, erasures -> erasures.list(10))).hasSize(1);
    assertThat(erased("v1")).isTrue();
  }

  @Test
  void aLegalHoldPreventsIt() {
    sql("insert into legal_hold values ('s', 'show', 'v1', '%s', 'admin')", NOON);

    assertThat(erase("v1")).isInstanceOf(ErasureOutcome.OnHold.class);
    assertThat(database.query("select count(*) from event")).containsExactly(2L);
    assertThat(erased("v1")).isFalse();
  }

  private ErasureOutcome erase(String id) {
    return at(NOON, erasures -> erasures.erase("s", "show", id, "admin"));
  }

  private <T> T at(Instant time, Function<Erasures, T> work) {
    return database.inTransaction(
        entities ->
            work.apply(
                new Erasures(entities, new Ledger(entities), Clock.fixed(time, ZoneOffset.UTC))));
  }

  private boolean erased(String id) {
    return database.inTransaction(
        entities -> new ErasedSubjects(entities).contains("s", "show", id));
  }

  private void fill(String id) {
    UUID event = id();
    sql(
        "insert into document values ('s', 'show', '%s', 'CURRENT', 1, '%s', '%s', null, '',"
            + " '{}', '{}') on conflict do nothing",
        id, NOON, event);
    sql(
        "insert into event (id, source, type, kind, subject, received_at, settled_at, state,"
            + " proven, attempts, duplicates, size) values ('%s', 's', 't', 'show', '%s',"
            + " '%s', '%s', 'HELD', '', 1, 0, 1)",
        event, id, NOON, NOON);
    sql("insert into event_body values ('%s', '', '{}', '%s')", event, id);
    sql(
        "insert into fetch_request values ('s', 'show', '%s', 1, '%s') on conflict do nothing",
        id, NOON);
    sql(
        "insert into record_change values (%d, 'show', 'created', 's', '%s', '%s', '%s')",
        number, id, NOON, event);
    sql(
        "insert into rejection values ('%s', '%s', 's', 'signature-stale', '', '', null, 0,"
            + " '{}', '%s', '%s') on conflict do nothing",
        id(), NOON, id, id);
  }

  private UUID id() {
    number++;
    return new UUID(NOON.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void sql(String sql, Object... values) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(values));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

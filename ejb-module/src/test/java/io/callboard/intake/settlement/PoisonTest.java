package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.again;
import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.Operator;
import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventSearch;
import io.callboard.intake.journal.Bundle;
import io.callboard.intake.replay.JobFilters;
import io.callboard.intake.replay.JobRunner;
import io.callboard.intake.replay.Resumption;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobState;
import io.callboard.job.JobView;
import io.callboard.job.Jobs;
import io.callboard.json.JsonMembers;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rebuild.FindingOutcome;
import io.callboard.rebuild.RebuildFilter;
import io.callboard.testing.DatabaseServer;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unreadable data, in an event or in the database, which must not block anything else. */
@OnEachDatabase
class PoisonTest {
  private static final Operator OPERATOR = new Operator("zoe", "::1");

  private final TestDatabase database;
  private final SettlementFixture fixture;

  PoisonTest(TestDatabase database) {
    this.database = database;
    this.fixture = new SettlementFixture(database);
  }

  @Test
  void aDocumentOfNamesThatCollideTakesEveryEvent() {
    for (int part = 0; part < 4; part++) {
      ProvenDelivery event = colliding(part, 120);
      fixture.settle(event);
      assertThat(fixture.state(event)).isEqualTo("APPLIED");
    }
    ProvenDelivery last = media("poison", 9, "last");

    fixture.settle(last);

    assertThat(fixture.state(last)).isEqualTo("APPLIED");
    assertThat(database.query("select title from media")).containsExactly("last");
  }

  /**
   * Returns an event whose member names have the same hash for every seed: "Ab" and "BA" collide
   * under 33 * h + c.
   */
  private static ProvenDelivery colliding(int part, int names) {
    String members =
        IntStream.range(part * names, (part + 1) * names)
            .mapToObj(
                name ->
                    IntStream.range(0, 11)
                        .mapToObj(bit -> (name >> bit & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(","));
    return SettlementFixture.media("poison", part, "title\"," + members + ",\"z\":\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes = X'00ff'",
        "attributes = X'7b226122'",
        "attributes = X''",
        "member_versions = X'02'",
        "member_versions = X''",
        "member_versions = X'017fffffff'",
        "member_versions = X'0100000000ffffffffffffffff00000001'"
      })
  void anUnreadableRecordFailsItsEventsAlone(String damage) throws Exception {
    fixture.settle(media("poison", 0, "first"));
    database.execute("update media set " + onThisDatabase(damage));
    ProvenDelivery good = media("good", 1, "good");
    ProvenDelivery bad = media("poison", 1, "second");
    ProvenDelivery after = media("good", 2, "better");

    fixture.settler().settle(fixture.bundle(good, bad, after), 1);

    assertThat(fixture.state(good)).isEqualTo("APPLIED");
    assertThat(fixture.state(bad)).isEqualTo("FAILED");
    assertThat(fixture.cause(bad)).startsWith("it cannot be applied to its record");
    assertThat(fixture.state(after)).isEqualTo("APPLIED");
    assertThat(fixture.settledEvents()).isEqualTo("4");
    assertThat(database.query("select length(body) from event_body")).hasSize(4);
  }

  private String onThisDatabase(String damage) {
    return database.server() == DatabaseServer.POSTGRESQL
        ? damage.replaceAll("X'(.*?)'", "decode('$1', 'hex')")
        : damage;
  }

  @ParameterizedTest
  @ValueSource(strings = {"attributes = X'00ff'", "member_versions = X'02'"})
  void aSourceResumesPastEventsOfAnUnreadableRecord(String damage) throws Exception {
    fixture.settle(media("poison", 0, "first"));
    database.execute("update media set " + onThisDatabase(damage));
    fixture.states().pause("mediastream");
    ProvenDelivery bad = media("poison", 1, "second");
    ProvenDelivery good = media("good", 2, "good");
    deliveries(fixture.bundle(bad, good), fixture.settler(), 2);
    assertThat(fixture.state(bad)).isEqualTo("HELD");

    fixture.states().resume("mediastream");
    new Resumption(fixture.states(), fixture.drain()).run();

    assertThat(fixture.state(bad)).isEqualTo("FAILED");
    assertThat(fixture.state(good)).isEqualTo("APPLIED");
    assertThat(fixture.states().notRunning()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attributes = X'00ff'", "member_versions = X'02'"})
  void aReplayPassesOverEventsOfAnUnreadableRecordAndARebuildMendsIt(String damage) {
    ProvenDelivery bad = media("poison", 0, "first");
    ProvenDelivery good = media("good", 1, "good");
    fixture.settle(bad, good);
    database.execute("update media set " + onThisDatabase(damage) + " where id = 'poison'");

    JobView replay = done(JobKind.REPLAY, JobFilters.of(EventFilter.ALL), false);
    JobView rebuild =
        done(JobKind.REBUILD, new RebuildFilter("media", "mediastream", null).toJson(), false);

    assertThat(replay.state()).isEqualTo(JobState.DONE);
    assertThat(replay.counts().examined()).isEqualTo(2);
    assertThat(replay.counts().failed()).isEqualTo(1);
    assertThat(rebuild.state()).isEqualTo(JobState.DONE);
    assertThat(fixture.findings().list(rebuild.id(), FindingOutcome.REBUILT, 0, 10).items())
        .hasSize(1);
    ProvenDelivery next = media("poison", 2, "second");
    fixture.settle(next);
    assertThat(fixture.state(next)).isEqualTo("APPLIED");
  }

  private JobView done(JobKind kind, JsonMembers filter, boolean force) {
    UUID id = ask(kind, filter, force);
    fixture.runner().run();
    return fixture.jobs().find(kind, id).orElseThrow();
  }

  private UUID ask(JobKind kind, JsonMembers filter, boolean force) {
    UUID id = UUID.randomUUID();
    fixture.jobs().create(id, new JobRequest(kind, filter, force, false), OPERATOR);
    return id;
  }

  @ParameterizedTest
  @ValueSource(strings = {"X'00'", "X''", "X'7b226122'"})
  void anEventWhoseHeadersNobodyCanReadIsShownAndReplayed(String headers) {
    ProvenDelivery event = media("m1", 0, "one");
    fixture.settle(event);
    database.execute("update event_body set " + onThisDatabase("headers = " + headers));
    UUID id = event.delivery().id();

    JsonMembers shown =
        database.inTransaction(
            entities -> new EventSearch(entities).find(id).orElseThrow().headers());
    JobView replay = done(JobKind.REPLAY, JobFilters.of(id), true);

    assertThat(shown).isSameAs(JsonMembers.UNREADABLE);
    assertThat(replay.counts().applied()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00", "", "7b7d7d", "7b227374617465223a2278227d", "7b2266726f6d223a2278227d"})
  void aJobWhoseFilterNobodyCanReadEndsAndTheNextIsDone(String filter) {
    fixture.settle(media("m1", 0, "one"));
    UUID poison = ask(JobKind.REPLAY, JobFilters.of(EventFilter.ALL), false);
    database.execute("update job set " + onThisDatabase("filter = X'" + filter + "'"));
    UUID next = ask(JobKind.REPLAY, JobFilters.of(EventFilter.ALL), false);
    JobRunner runner = fixture.runner();

    for (int turn = 0; turn < RepeatedFailures.ENOUGH; turn++) {
      runner.run();
      database.execute("update job set due_at = asked_at where finished_at is null");
    }

    Jobs jobs = fixture.jobs();
    assertThat(jobs.find(JobKind.REPLAY, poison).orElseThrow().state())
        .isEqualTo(JobState.CANCELLED);
    assertThat(jobs.find(JobKind.REPLAY, next).orElseThrow().state()).isEqualTo(JobState.DONE);
  }

  @Test
  void aRepetitionOfAFailedEventIsItsDuplicate() {
    ProvenDelivery failed = unusable("{\"type\":1}");
    ProvenDelivery other = unusable("{\"type\":2}");
    ProvenDelivery repeated = again(failed);
    fixture.settle(failed, again(failed), other);

    fixture.settle(repeated);

    assertThat(fixture.state(failed)).isEqualTo("FAILED");
    assertThat(fixture.state(other)).isEqualTo("FAILED");
    assertThat(fixture.state(repeated)).isEqualTo("DUPLICATE");
    assertThat(fixture.duplicates(failed)).isEqualTo("2");
    assertThat(fixture.total("mediastream", "failed")).isEqualTo("2");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("2");
  }

  private static ProvenDelivery unusable(String body) {
    ProvenDelivery event = media("m1", 0, "one");
    Delivery delivery = event.delivery();
    return with(
        new ProvenDelivery(
            new Delivery(
                delivery.id(),
                delivery.source(),
                delivery.contentType(),
                Map.of(),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                delivery.receivedAt(),
                "::1"),
            event.proof()),
        delivery.contentType());
  }

  /** Settlement in which our own code fails at one event. */
  private final class Failing extends Settlement {
    private final ProvenDelivery at;
    private final Throwable failure;

    Failing(ProvenDelivery at, Throwable failure) {
      this.at = at;
      this.failure = failure;
    }

    private void check(List<ProvenDelivery> events) {
      if (events.contains(at)) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
    }

    @Override
    public void settleNew(List<Bundle> bundles) {
      bundles.forEach(bundle -> check(bundle.deliveries()));
      fixture.settlement().settleNew(bundles);
    }

    @Override
    public void settle(Bundle bundle, int attempts) {
      check(bundle.deliveries());
      fixture.settlement().settle(bundle, attempts);
    }

    @Override
    public void settleAlone(Bundle bundle, ProvenDelivery event, int attempts) {
      check(List.of(event));
      fixture.settlement().settleAlone(bundle, event, attempts);
    }

    @Override
    public void fail(Bundle bundle, ProvenDelivery event, String cause, int attempts) {
      fixture.settlement().fail(bundle, event, cause, attempts);
    }
  }

  /** Delivers a bundle up to {@code most} times, until it is settled. */
  private int deliveries(Bundle bundle, BundleSettler settler, int most)
      throws InterruptedException {
    for (int delivery = 1; delivery <= most; delivery++) {
      try {
        settler.settle(bundle, delivery);
        return delivery;
      } catch (RuntimeException | Error e) {
        // the bundle returns to the queue
      }
    }
    return most + 1;
  }

  @Test
  void anEventAtWhichOurCodeAlwaysFailsEndsAsFailed() throws Exception {
    for (Throwable failure :
        List.of(new IllegalStateException("a bug"), new StackOverflowError())) {
      ProvenDelivery before = media("m1", 0, "one" + failure);
      ProvenDelivery culprit = media("m2", 0, "two" + failure);
      ProvenDelivery after = media("m3", 0, "three" + failure);
      Bundle bundle = fixture.bundle(before, culprit, after);
      BundleSettler settler = new BundleSettler(new Failing(culprit, failure));

      assertThat(deliveries(bundle, settler, 20)).isLessThan(10);

      assertThat(fixture.state(before)).isIn("APPLIED", "HELD");
      assertThat(fixture.state(culprit)).isEqualTo("FAILED");
      assertThat(fixture.state(after)).isIn("APPLIED", "HELD");
    }
  }

  @Test
  void noEventIsBlamedForAnOutage() throws Exception {
    for (Throwable failure :
        List.of(
            new IllegalStateException(new SQLException("no connection of the pool")),
            new IllegalStateException(new SQLException("gone", "57P01")),
            new IllegalStateException(new SQLException("unknown", "XX000")),
            new jakarta.persistence.PersistenceException("no session"),
            new jakarta.transaction.TransactionalException("rolled back", null),
            new NoClassDefFoundError("X"),
            new OutOfMemoryError())) {
      ProvenDelivery event = media("m" + failure.hashCode(), 0, "one");
      Bundle bundle = fixture.bundle(event);

      assertThat(deliveries(bundle, new BundleSettler(new Failing(event, failure)), 50))
          .isEqualTo(51);

      assertThat(fixture.state(event)).isEqualTo("absent");
      fixture.settler().settle(bundle, 51);
      assertThat(fixture.state(event)).isEqualTo("APPLIED");
    }
  }
}

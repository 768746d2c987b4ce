package io.callboard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.RecordState;
import io.callboard.eventlog.EventLog;
import io.callboard.fetch.ReportedRecords.Reported;
import io.callboard.ledger.Ledger;
import io.callboard.privacy.ErasedSubjects;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ReconciliationsTest {
  private static final Duration DAILY = Duration.ofDays(1);

  private final TestDatabase database;
  private final FetchFixture fetches;

  ReconciliationsTest(TestDatabase database) {
    this.database = database;
    this.fetches = new FetchFixture(database);
  }

  @Test
  void aPlannedRunWaitsForItsTimeAndARequestedOneDoesNot() {
    run(reconciliations -> reconciliations.plan(FetchFixture.SOURCE, DAILY));
    assertThat(view().state()).isEqualTo("NEVER");
    assertThat(claim()).isEmpty();

    run(reconciliations -> reconciliations.request(FetchFixture.SOURCE));

    assertThat(view().state()).isEqualTo("WAITING");
    assertThat(claim()).isPresent();
    assertThat(view().state()).isEqualTo("RUNNING");
  }

  @Test
  void aRequestLeavesARunThatIsUnderWayAlone() {
    run(reconciliations -> reconciliations.request(FetchFixture.SOURCE));
    claim();

    run(reconciliations -> reconciliations.request(FetchFixture.SOURCE));

    assertThat(claim()).isEmpty();
  }

  @Test
  void whatWasMissedIsAnEventThatAsksForAFetchAndIsCounted() {
    fetches.updated("1");
    ReconciliationClaim claim = begun();

    UUID missed = new UUID(0x7000, 2);
    apply(claim, List.of(reported(new UUID(0x7000, 1), "1"), reported(missed, "2")), null);

    assertThat(view().state()).isEqualTo("DONE");
    assertThat(view().seen()).isEqualTo(2);
    assertThat(view().missed()).isEqualTo(1);
    assertThat(view().goodPoint()).isEqualTo(claim.startedAt().minus(ReportedRecords.OVERLAP));
    assertThat(fetches.state(missed)).isEqualTo("PENDING");
    assertThat(fetches.profile("2").state()).isEqualTo(RecordState.PENDING);
    assertThat(fetches.requests()).isEqualTo("2");
    assertThat(fetches.total("pending")).isEqualTo("2");
  }

  @Test
  void whoWasErasedIsPassedOver() {
    fetches.erase("2");

    apply(begun(), List.of(reported(new UUID(0x7000, 2), "2")), null);

    assertThat(view().missed()).isZero();
    assertThat(fetches.knowsProfile("2")).isFalse();
  }

  @Test
  void aRunGoesOnWhereItWasWhenItsNodeDied() {
    apply(begun(), List.of(reported(new UUID(0x7000, 1), "1")), "https://a.example/?page=2");

    ReconciliationClaim next = claim().orElseThrow();
    assertThat(next.nextPage()).isEqualTo("https://a.example/?page=2");
    assertThat(claim()).isEmpty();
    fetches.pass(600);
    assertThat(claim()).contains(next);
  }

  @Test
  void aPageThatTwoNodesReadCountsOnce() {
    ReconciliationClaim claim = begun();

    apply(claim, List.of(reported(new UUID(0x7000, 1), "1")), "https://a.example/?page=2");
    apply(claim, List.of(reported(new UUID(0x7000, 2), "1")), "https://a.example/?page=2");

    assertThat(view().seen()).isEqualTo(1);
    assertThat(view().missed()).isEqualTo(1);
  }

  @Test
  void aRunThatFailsLeavesTheGoodPointAndBeginsAnew() {
    apply(begun(), List.of(), null);
    Instant good = view().goodPoint();
    fetches.pass(100);
    ReconciliationClaim claim = begun();
    apply(claim, List.of(), "https://a.example/?page=2");

    run(reconciliations -> reconciliations.fail(claim, "HTML"));

    assertThat(view().state()).isEqualTo("FAILED");
    assertThat(view().trouble()).isEqualTo("HTML");
    assertThat(view().goodPoint()).isEqualTo(good);
    fetches.pass(301);
    assertThat(claim().orElseThrow().nextPage()).isNull();
  }

  private ReconciliationClaim begun() {
    run(reconciliations -> reconciliations.request(FetchFixture.SOURCE));
    return claim().orElseThrow();
  }

  private static Reported reported(UUID event, String id) {
    return new Reported(event, id, FetchFixture.START, new byte[] {'{', '}'});
  }

  private void apply(ReconciliationClaim claim, List<Reported> page, @Nullable String next) {
    database.run(
        entities ->
            new ReportedRecords(
                    entities,
                    new Catalog(entities, clock()),
                    new EventLog(entities),
                    new Ledger(entities),
                    new ErasedSubjects(entities),
                    clock())
                .apply(claim, page, next, DAILY));
  }

  private Optional<ReconciliationClaim> claim() {
    return ask(reconciliations -> reconciliations.claim(FetchFixture.SOURCE));
  }

  private ReconciliationView view() {
    return Objects.requireNonNull(ask(Reconciliations::views).get(FetchFixture.SOURCE));
  }

  private void run(Consumer<Reconciliations> call) {
    database.run(entities -> call.accept(new Reconciliations(entities, clock())));
  }

  private <T> T ask(Function<Reconciliations, T> question) {
    return database.inTransaction(
        entities -> question.apply(new Reconciliations(entities, clock())));
  }

  private Clock clock() {
    // More precise than a database stores times.
    return Clock.fixed(fetches.now().plusNanos(123_456_789), ZoneOffset.UTC);
  }
}

package io.callboard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.fetch.queue.ApiHealth;
import io.callboard.fetch.queue.ApiState;
import io.callboard.fetch.queue.CallLimit;
import io.callboard.fetch.queue.CallQuota;
import io.callboard.fetch.queue.FetchClaim;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.source.SourceStates;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class FetchQueueTest {
  private final TestDatabase database;
  private final FetchFixture fetches;

  FetchQueueTest(TestDatabase database) {
    this.database = database;
    this.fetches = new FetchFixture(database);
  }

  @Test
  void whatOneNodeClaimedNoOtherGetsUntilTheLeaseEnds() {
    fetches.updated("7");

    assertThat(fetches.claim()).isPresent();
    assertThat(fetches.claim()).isEmpty();
    fetches.pass(FetchQueue.LEASE.toSeconds() + 1);
    assertThat(fetches.claim()).isPresent();
  }

  @Test
  void nothingIsFetchedForASourceThatIsPaused() {
    fetches.updated("7");
    database.run(entities -> new SourceStates(entities).pause(FetchFixture.SOURCE));
    assertThat(fetches.claim()).isEmpty();

    database.run(
        entities ->
            entities
                .createNativeQuery("update source_total set state = 'RUNNING'")
                .executeUpdate());
    assertThat(fetches.claim()).isPresent();
  }

  @Test
  void aClaimPassesOverWhatAnotherTransactionIsClaiming() {
    fetches.updated("7");
    fetches.updated("8");

    List<FetchClaim> claims = new ArrayList<>();
    database.run(
        one -> {
          claims.add(new FetchQueue(one).claim(FetchFixture.SOURCE, fetches.now()).orElseThrow());
          fetches.claim().ifPresent(claims::add);
        });
    fetches.claim().ifPresent(claims::add);

    assertThat(claims).extracting(FetchClaim::id).containsExactly("7", "8");
  }

  @Test
  void tenEventsAreOneFetch() {
    for (int i = 0; i < 10; i++) {
      fetches.updated("7");
    }

    assertThat(fetches.claim()).isPresent();
    assertThat(fetches.claim()).isEmpty();
  }

  @Test
  void whatWasPutOffIsDueThenAndCountsItsAttempts() {
    fetches.updated("7");
    FetchClaim claim = fetches.claim().orElseThrow();
    fetches.queue(queue -> () -> queue.putOff(claim, fetches.now().plusSeconds(30), "HTML"));

    assertThat(fetches.claim()).isEmpty();
    fetches.pass(31);
    assertThat(fetches.claim().orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void noWindowHoldsMoreCallsThanTheLimit() {
    CallLimit limit = new CallLimit(290, Duration.ofMinutes(5));
    List<Instant> calls = new ArrayList<>();
    Instant end = fetches.now().plus(Duration.ofMinutes(16));
    for (Instant now = fetches.now(); now.isBefore(end); ) {
      Optional<Instant> wait = take(limit, now);
      if (wait.isEmpty()) {
        calls.add(now);
      }
      now = wait.orElse(now);
    }

    assertThat(calls).hasSizeGreaterThan(750);
    for (int i = 290; i < calls.size(); i++) {
      assertThat(Duration.between(calls.get(i - 290), calls.get(i)))
          .isGreaterThan(Duration.ofMinutes(5).minusSeconds(1));
    }
  }

  @Test
  void aBlockedProviderGetsNoCallUntilItSaidSo() {
    CallLimit limit = new CallLimit(290, Duration.ofMinutes(5));
    Instant now = fetches.now();
    assertThat(take(limit, now)).isEmpty();

    database.run(entities -> new CallQuota(entities).block("filmmakers", now.plusSeconds(40)));

    assertThat(take(limit, now.plusSeconds(39))).contains(now.plusSeconds(40));
    assertThat(take(limit, now.plusSeconds(40))).isEmpty();
  }

  private Optional<Instant> take(CallLimit limit, Instant now) {
    return database.inTransaction(
        entities -> new CallQuota(entities).take("filmmakers", limit, now));
  }

  @Test
  void aFailingApiIsLeftAloneForLongerAndLongerUpToAMinute() {
    Instant now = fetches.now();
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Instant next =
          database.inTransaction(entities -> new ApiHealth(entities).failed("test", "away", now));
      pauses.add(Duration.between(now, next).toSeconds());
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(mayCall(now.plusSeconds(59))).isFalse();
    assertThat(mayCall(now.plusSeconds(60))).isTrue();
    assertThat(state().state()).isEqualTo(ApiState.UNHEALTHY);
    assertThat(state().trouble()).isEqualTo("away");
    database.run(entities -> new ApiHealth(entities).succeeded("test", now));
    assertThat(state().state()).isEqualTo(ApiState.HEALTHY);
    assertThat(mayCall(now)).isTrue();
  }

  private boolean mayCall(Instant now) {
    return database.inTransaction(entities -> new ApiHealth(entities).mayCall("test", now));
  }

  private ApiState state() {
    return java.util.Objects.requireNonNull(
        database.inTransaction(entities -> new ApiHealth(entities).states()).get("test"));
  }
}

package io.callboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.eventlog.EventState;
import io.callboard.health.IntakeProgress;
import io.callboard.health.IntakeProgress.MessageNumber;
import io.callboard.health.IntakeProgress.Stream;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class BalanceTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID RUN = UUID.randomUUID();
  private static final String SOURCE = "waymark";

  /** As many messages as a full queue leaves in seconds, long before they are folded. */
  private static final int MANY = 5_000;

  private final TestDatabase database;
  private final IntakeProgress progress = new IntakeProgress();

  BalanceTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void emptyAndIdle() {
    database.empty();
    progress.deliveryBegins();
    progress.deliveryEnds(START);
  }

  @Test
  void balancesWhenEverythingSentIsSettled() {
    settle(1, 3, 3);
    settle(2, 2, 5);
    LedgerLine line = lineAt(START.plusSeconds(10));
    assertThat(line.accepted()).isEqualTo(5);
    assertThat(line.applied()).isEqualTo(5);
    assertThat(line.balanced()).isTrue();
  }

  @Test
  void saysNothingOfTheBalanceWhileWorkIsInFlight() {
    settle(1, 3, 3);
    assertThat(lineAt(START.plusMillis(500)).balanced()).isNull();
  }

  @Test
  void whatWasSentAndNotSettledIsQueued() {
    settle(1, 3, 3);
    progress.sent(new Stream(RUN, 1, SOURCE), 7);
    LedgerLine line = lineAt(START.plusSeconds(10));
    assertThat(line.accepted()).isEqualTo(7);
    assertThat(line.queued()).isEqualTo(4);
    assertThat(line.balanced()).isNull();
  }

  @Test
  void aGapIsQueuedAtFirstAndMissingAfterTheGrace() {
    settle(1, 3, 3);
    settle(3, 1, 6);
    assertThat(lineAt(START.plusSeconds(10)).queued()).isEqualTo(2);
    progress.deliveryBegins();
    LedgerLine line = lineAt(START.plus(Balance.GRACE).plusSeconds(1));
    assertThat(line.missing()).isEqualTo(2);
    assertThat(line.queued()).isZero();
  }

  @Test
  void aMessageThatKeepsFailingIsNotMissing() {
    settle(1, 3, 3);
    settle(3, 1, 6);
    progress.failed(new MessageNumber(RUN, 1, 2));
    LedgerLine line = lineAt(START.plus(Duration.ofHours(1)));
    assertThat(line.missing()).isZero();
    assertThat(line.queued()).isEqualTo(2);
  }

  @Test
  void aLossIsFalseBalance() {
    settle(1, 3, 3);
    settle(3, 1, 6);
    LedgerLine line = lineAt(START.plus(Duration.ofHours(1)));
    assertThat(line.balanced()).isFalse();
    assertThat(line.accepted()).isEqualTo(line.settled() + line.missing());
  }

  @Test
  void theTailIsMissingWhenTheQueueHasBeenSilent() {
    settle(1, 3, 3);
    progress.sent(new Stream(RUN, 1, SOURCE), 4);
    assertThat(lineAt(START.plus(Duration.ofHours(1))).missing()).isEqualTo(1);
  }

  @Test
  void aLineBegunAgainAfterAKillCountsOnItsOwn() {
    settle(1, 3, 3);
    database.run(entities -> settle(new Ledger(entities), UUID.randomUUID(), 1, 2, 2, START));
    LedgerLine line = lineAt(START.plusSeconds(10));
    assertThat(line.accepted()).isEqualTo(5);
    assertThat(line.balanced()).isTrue();
  }

  @Test
  void whatComesLateIsCountedUpToTheLastOldMessage() {
    Instant late = START.plus(Balance.GRACE);
    settle(1, 3, 3);
    settle(4, 2, 9);
    database.run(entities -> settle(new Ledger(entities), RUN, 2, 1, 4, late));
    database.run(entities -> settle(new Ledger(entities), RUN, 5, 1, 10, late));
    database.run(entities -> settle(new Ledger(entities), RUN, 7, 4, 18, late));
    progress.deliveryBegins();
    LedgerLine line = lineAt(late.plusSeconds(1));
    assertThat(line.accepted()).isEqualTo(18);
    assertThat(line.missing()).isEqualTo(3);
    assertThat(line.queued()).isEqualTo(4);
  }

  @Test
  void manyMessagesAreAddedUp() {
    database.run(
        entities -> {
          Ledger ledger = new Ledger(entities);
          for (int number = 1; number <= MANY; number++) {
            settle(ledger, RUN, number, 1, number, START);
          }
        });
    LedgerLine line = lineAt(START.plus(Duration.ofHours(1)));
    assertThat(line.accepted()).isEqualTo(MANY);
    assertThat(line.balanced()).isTrue();
  }

  private void settle(long number, int events, long cumulative) {
    database.run(entities -> settle(new Ledger(entities), RUN, number, events, cumulative, START));
  }

  private static void settle(
      Ledger ledger, UUID run, long number, int events, long cumulative, Instant at) {
    SettledMessage message = new SettledMessage(run, 1, number, UUID.randomUUID());
    ledger.settle(
        List.of(
            new SettledEvents(message, false, Map.of(SOURCE, events), Map.of(SOURCE, cumulative))),
        at);
    Tally tally = new Tally();
    for (int i = 0; i < events; i++) {
      tally.add(EventState.APPLIED, UUID.randomUUID(), at, 0);
    }
    ledger.add(new TreeMap<>(Map.of(SOURCE, tally)));
  }

  private LedgerLine lineAt(Instant now) {
    return database.inTransaction(
        entities ->
            new Balance(entities, progress, Clock.fixed(now, ZoneOffset.UTC)).lines().getFirst());
  }
}

package io.callboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.health.IntakeProgress;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LaneFoldingTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID RUN = UUID.randomUUID();

  private final TestDatabase database;

  LaneFoldingTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void leavesWhatTheLedgerSays() {
    settle(1, "waymark", 3, 3);
    settle(1, "filmmakers", 1, 1);
    settle(2, "waymark", 2, 5);
    settle(4, "waymark", 1, 8);
    List<LedgerLine> before = ledger();
    fold();
    assertThat(ledger()).isEqualTo(before);
    assertThat(notes()).isEqualTo(1);
    settle(3, "waymark", 2, 7);
    fold();
    assertThat(notes()).isZero();
    assertThat(ledger().getLast().accepted()).isEqualTo(8);
    assertThat(ledger().getLast().queued()).isZero();
  }

  @Test
  void stopsAtAMessageThatIsSettledInPart() {
    settle(1, "waymark", 2, 3);
    settle(2, "waymark", 2, 5);
    fold();
    assertThat(notes()).isEqualTo(2);
  }

  @Test
  void leavesAMessageOfWhichOneSourceIsStillToBeSettled() {
    SettledMessage message = new SettledMessage(RUN, 1, 1, UUID.randomUUID());
    Map<String, Long> carried = Map.of("filmmakers", 1L, "waymark", 2L);
    settle(new SettledEvents(message, false, Map.of("waymark", 2), carried));
    fold();
    assertThat(notes()).isEqualTo(2);
    assertThat(ledger().getFirst().queued()).isEqualTo(1);
    settle(new SettledEvents(message, true, Map.of("filmmakers", 1), carried));
    fold();
    assertThat(notes()).isZero();
    assertThat(ledger()).allSatisfy(line -> assertThat(line.queued()).isZero());
  }

  @Test
  void leavesWhatWasSettledJustNow() {
    settle(1, "waymark", 3, 3);
    database.run(entities -> new LaneFolding(entities).fold(START));
    assertThat(notes()).isEqualTo(1);
  }

  private void fold() {
    database.run(entities -> new LaneFolding(entities).fold(START.plusSeconds(1)));
  }

  private void settle(long number, String source, int events, long cumulative) {
    SettledMessage message = new SettledMessage(RUN, 1, number, UUID.randomUUID());
    settle(new SettledEvents(message, false, Map.of(source, events), Map.of(source, cumulative)));
  }

  private void settle(SettledEvents settled) {
    database.run(entities -> new Ledger(entities).settle(List.of(settled), START));
  }

  private long notes() {
    return ((Number) database.query("select count(*) from lane_message").getFirst()).longValue();
  }

  private List<LedgerLine> ledger() {
    Clock clock = Clock.fixed(START.plusSeconds(60), ZoneOffset.UTC);
    return database.inTransaction(
        entities -> new Balance(entities, new IntakeProgress(), clock).lines());
  }
}

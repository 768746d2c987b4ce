package io.callboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;

  LedgerTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void twoListenersWithOneMessageAddWhatEachOfThemSettled() {
    SettledMessage message = new SettledMessage(UUID.randomUUID(), 1, 1, UUID.randomUUID());

    settle(message);
    settle(message);
    settle(message);

    assertThat(database.query("select events from lane_message")).containsExactly(3);
  }

  private void settle(SettledMessage message) {
    database.run(
        entities ->
            new Ledger(entities).settle(message, Map.of("waymark", 1), Map.of("waymark", 3L), NOW));
  }
}

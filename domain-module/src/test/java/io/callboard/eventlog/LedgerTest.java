package io.callboard.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Instant;
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

    settle(message, 0);
    settle(message, 1);
    settle(message, 1);

    assertThat(database.query("select events from lane_message")).containsExactly(3);
  }

  private void settle(SettledMessage message, int before) {
    database.run(entities -> new Ledger(entities).settle(message, "waymark", 1, 3, before, NOW));
  }
}

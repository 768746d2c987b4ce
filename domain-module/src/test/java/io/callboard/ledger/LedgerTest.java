package io.callboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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

    settle(message, false);
    settle(message, true);
    settle(message, true);

    assertThat(database.query("select events from lane_message")).containsExactly(3);
  }

  @Test
  void aMessageIsBegunOnce() {
    SettledMessage message = new SettledMessage(UUID.randomUUID(), 1, 1, UUID.randomUUID());
    settle(message, false);

    assertThatThrownBy(() -> settle(message, false))
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .extracting(cause -> ((SQLException) cause).getSQLState())
        .isEqualTo("23505");

    assertThat(database.query("select events from lane_message")).containsExactly(1);
  }

  /** Uses enough rows for PostgreSQL's {@code COPY}. */
  @Test
  void eachOfManyMessagesKeepsWhatWasSettledOfIt() {
    List<SettledMessage> messages =
        IntStream.range(0, 40)
            .mapToObj(i -> new SettledMessage(UUID.randomUUID(), i, i, UUID.randomUUID()))
            .toList();
    Map<String, Integer> settled = Map.of("filmmakers", 2, "waymark", 1);
    Map<String, Long> carried = Map.of("filmmakers", 5L, "waymark", 3L);
    database.run(
        entities ->
            new Ledger(entities)
                .settle(
                    messages.stream()
                        .map(message -> new SettledEvents(message, false, settled, carried))
                        .toList(),
                    NOW));

    for (SettledMessage message : messages) {
      assertThat(
              database.<Map<String, Integer>>inTransaction(
                  entities -> new Ledger(entities).settled(message)))
          .isEqualTo(settled);
    }
    assertThat(database.query("select distinct source || cumulative from lane_message"))
        .containsExactlyInAnyOrder("filmmakers5", "waymark3");
  }

  private void settle(SettledMessage message, boolean begun) {
    SettledEvents settled =
        new SettledEvents(message, begun, Map.of("waymark", 1), Map.of("waymark", 3L));
    database.run(entities -> new Ledger(entities).settle(List.of(settled), NOW));
  }
}

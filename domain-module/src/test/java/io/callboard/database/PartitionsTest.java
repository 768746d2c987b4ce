package io.callboard.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.DatabaseServer;
import io.callboard.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionsTest {
  /** A Wednesday. */
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

  private final TestDatabase database = DatabaseServer.POSTGRESQL.create();

  @AfterEach
  void close() {
    database.close();
  }

  private String partitionOf(Instant arrival) {
    UUID id = new UUID((arrival.toEpochMilli() << 16) | 0x7abc, 0x8000_0000_0000_0001L);
    database.run(
        entities ->
            entities
                .createNativeQuery(
                    "insert into event_body (id, address, headers, body)"
                        + " values (:id, '', '', '')")
                .setParameter("id", id)
                .executeUpdate());
    return (String)
        database
            .query(
                "select cast(tableoid as regclass) || '' from event_body where id = '" + id + "'")
            .getFirst();
  }

  @Test
  void eventsLieInThePartitionOfTheirWeek() throws SQLException {
    assertThat(Partitions.prepare(database.dataSource(), NOW))
        .startsWith("event_20261116", "event_body_20261116")
        .hasSize(2 * (1 + Partitions.AHEAD));

    assertThat(partitionOf(Instant.parse("2026-11-16T00:00:00Z"))).isEqualTo("event_body_20261116");
    assertThat(partitionOf(Instant.parse("2026-11-22T23:59:59.999Z")))
        .isEqualTo("event_body_20261116");
    assertThat(partitionOf(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo("event_body_20261123");
    assertThat(partitionOf(Instant.parse("2026-11-15T23:59:59.999Z")))
        .isEqualTo("event_body_default");
  }

  @Test
  void whatIsThereIsLeftAlone() throws SQLException {
    Partitions.prepare(database.dataSource(), NOW);

    assertThat(Partitions.prepare(database.dataSource(), NOW)).isEmpty();
    assertThat(Partitions.prepare(database.dataSource(), NOW.plus(Duration.ofDays(7))))
        .containsExactly("event_20261221", "event_body_20261221");
  }

  @Test
  void aWeekThatTheDefaultPartitionHoldsStaysThere() throws SQLException {
    partitionOf(NOW);

    assertThat(Partitions.prepare(database.dataSource(), NOW))
        .contains("event_20261116", "event_body_20261123")
        .doesNotContain("event_body_20261116");
    assertThat(partitionOf(NOW.plusSeconds(1))).isEqualTo("event_body_default");
  }

  @Test
  void nodesDoNotStandInEachOthersWay() throws Exception {
    try (var nodes = Executors.newFixedThreadPool(4)) {
      Callable<Integer> node = () -> Partitions.prepare(database.dataSource(), NOW).size();
      int made = 0;
      for (var result : nodes.invokeAll(java.util.Collections.nCopies(4, node))) {
        made += result.get();
      }
      assertThat(made).isEqualTo(2 * (1 + Partitions.AHEAD));
    }
  }

  @Test
  void onH2ThereIsNothingToDo() throws SQLException {
    try (TestDatabase h2 = DatabaseServer.H2.create()) {
      assertThat(Partitions.prepare(h2.dataSource(), NOW)).isEmpty();
    }
  }
}

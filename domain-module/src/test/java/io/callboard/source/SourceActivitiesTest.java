package io.callboard.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.eventlog.EventState;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.source.SourceActivity.SecretUse;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SourceActivitiesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;

  SourceActivitiesTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void tellsCountsAndSecretsOfSourcesAndNothingsOfThoseThatSentNothing() {
    UUID event = UUID.randomUUID();
    Tally tally = new Tally();
    tally.add(EventState.APPLIED, event, NOON, 1);
    tally.add(EventState.APPLIED, event, NOON, 0);
    database.run(em -> new Ledger(em).add(new TreeMap<>(Map.of("waymark", tally))));

    List<SourceActivity> activities =
        database.inTransaction(em -> new SourceActivities(em).of(List.of("filmmakers", "waymark")));

    assertThat(activities.getFirst()).isEqualTo(SourceActivity.none("filmmakers"));
    assertThat(activities.getLast().counts().applied()).isEqualTo(2);
    assertThat(activities.getLast().lastEvent()).isEqualTo(event);
    assertThat(activities.getLast().secrets())
        .containsExactly(new SecretUse(0, 1, NOON), new SecretUse(1, 1, NOON));
  }
}

package io.callboard.intake.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");

  private final EventIds ids = new EventIds();

  @Test
  void holdsTheArrivalInMilliseconds() {
    UUID id = ids.next(NOW);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void increasesWithinOneMillisecondAndWhenTheClockStepsBack() {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next(i % 2 == 0 ? NOW : NOW.minusSeconds(60)));
    }
    assertThat(made.stream().map(UUID::toString)).isSorted().doesNotHaveDuplicates();
  }
}

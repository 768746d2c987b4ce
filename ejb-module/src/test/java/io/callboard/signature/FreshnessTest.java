package io.callboard.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private final Freshness freshness = new Freshness(Duration.ofSeconds(60), Duration.ofSeconds(5));

  @Test
  void takesTimesUpToTheBounds() {
    assertThat(freshness.coversSecond(1_000_000 - 60, NOW)).isTrue();
    assertThat(freshness.coversSecond(1_000_000 + 5, NOW)).isTrue();
    assertThat(freshness.coversMilli(1_000_000_000 - 60_000, NOW)).isTrue();
    assertThat(freshness.coversMilli(1_000_000_000 + 5_000, NOW)).isTrue();
  }

  @Test
  void refusesTimesBeyondTheBounds() {
    assertThat(freshness.coversSecond(1_000_000 - 61, NOW)).isFalse();
    assertThat(freshness.coversSecond(1_000_000 + 6, NOW)).isFalse();
    assertThat(freshness.coversMilli(1_000_000_000 - 60_001, NOW)).isFalse();
    assertThat(freshness.coversMilli(1_000_000_000 + 5_001, NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1})
  void refusesTimesHoweverFarAway(long time) {
    assertThat(freshness.coversSecond(time, NOW)).isFalse();
    assertThat(freshness.coversMilli(time, NOW)).isFalse();
  }
}

package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginDelaysTest {
  private static final String NETWORK = "192.0.2.0/24";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final LoginDelays delays = new LoginDelays();

  @ParameterizedTest
  @CsvSource({"4, 1", "5, 2", "6, 4", "7, 8", "8, 16", "9, 32", "10, 60", "100, 60"})
  void delaysMoreWithEachFailureUpToAMinute(int failures, int seconds) {
    fail(failures);

    assertThat(delays.of(NETWORK, "zoe", NOON)).contains(Duration.ofSeconds(seconds));
    assertThat(delays.of(NETWORK, "zoe", NOON.plusSeconds(seconds))).isEmpty();
  }

  @Test
  void forgivesAFewFailures() {
    fail(LoginDelays.FREE);

    assertThat(delays.of(NETWORK, "zoe", NOON)).isEmpty();
  }

  @Test
  void delaysNeitherAnotherNameNorAnotherNetwork() {
    fail(20);

    assertThat(delays.of(NETWORK, "tom", NOON)).isEmpty();
    assertThat(delays.of("198.51.100.0/24", "zoe", NOON)).isEmpty();
  }

  @Test
  void forgetsWithASuccess() {
    fail(20);
    delays.succeeded(NETWORK, "zoe");
    fail(LoginDelays.FREE);

    assertThat(delays.of(NETWORK, "zoe", NOON)).isEmpty();
  }

  @Test
  void forgetsAfterAQuarterOfAnHour() {
    fail(20);
    delays.failed(NETWORK, "zoe", NOON.plus(LoginDelays.FORGOTTEN));

    assertThat(delays.of(NETWORK, "zoe", NOON.plus(LoginDelays.FORGOTTEN))).isEmpty();
  }

  @Test
  void keepsTheLatestOfEndlessNames() {
    fail(20);
    for (int i = 0; i < LoginDelays.MAX_KEYS - 1; i++) {
      delays.failed(NETWORK, "name" + i, NOON);
    }
    assertThat(delays.of(NETWORK, "zoe", NOON)).isPresent();

    delays.failed(NETWORK, "one more", NOON);

    assertThat(delays.of(NETWORK, "zoe", NOON)).isEmpty();
  }

  private void fail(int failures) {
    for (int i = 0; i < failures; i++) {
      delays.failed(NETWORK, "zoe", NOON);
    }
  }
}

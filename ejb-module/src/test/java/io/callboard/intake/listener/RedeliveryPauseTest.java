package io.callboard.intake.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class RedeliveryPauseTest {

  @Test
  void isNoneUnlessConfigured() {
    assertThat(new RedeliveryPause(config(Map.of())).length(7)).isZero();
  }

  @Test
  void growsWithEachDeliveryUpToTenTimes() {
    RedeliveryPause pause =
        new RedeliveryPause(config(Map.of("callboard.intake.redelivery-pause", "PT1S")));

    assertThat(pause.length(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pause.length(3)).isEqualTo(Duration.ofSeconds(3));
    assertThat(pause.length(500)).isEqualTo(Duration.ofSeconds(10));
  }

  private static Config config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .addDefaultInterceptors()
        .build();
  }
}

package io.callboard.provider.fourth;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.intake.reception.SourceCheck;
import io.callboard.intake.source.Configured;
import io.callboard.intake.source.Providers;
import io.callboard.provider.AllProviders;
import io.callboard.provider.Deliveries;
import io.callboard.provider.Provider;
import io.callboard.signature.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FourthProviderTest {
  private static final String MAC =
      "/warNnV3d4FcAI0yyOFKcFtOe/MQNRoGojthLcTHQz53V9IFJaVZO3ECDqLuFi0jEbJH6YVYYrJwEiQZZSwMkg==";

  @Test
  void isOnePackageAndOneLineOfConfiguration() {
    Providers providers =
        new Providers(
            Stream.concat(AllProviders.stream(), Stream.<Provider>of(new FourthProvider()))
                .toList());
    var source =
        Configured.sources(
                Map.of("callboard.sources", "fourth", "callboard.sources.fourth.secrets", "key"),
                providers)
            .named("fourth")
            .orElseThrow();
    var delivery =
        Deliveries.of(
            "text/plain",
            Map.of("X-Fourth", MAC),
            "hello".getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);

    assertThat(new SourceCheck(providers).verify(delivery, source, null))
        .isEqualTo(new Verified(List.of("body"), 0));
  }
}

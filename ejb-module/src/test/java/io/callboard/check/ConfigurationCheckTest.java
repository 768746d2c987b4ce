package io.callboard.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationCheckTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "callboard.sources",
          "filmmakers,mediastream,waymark,orders",
          "callboard.sources.filmmakers.secrets",
          "a key of Filmmakers",
          "callboard.sources.mediastream.secrets",
          "a secret of Mediastream",
          "callboard.sources.waymark.secrets",
          "a secret of Waymark that has 32 bytes",
          "callboard.sources.orders.provider",
          "signed",
          "callboard.sources.orders.signature",
          "none",
          "callboard.sources.orders.scheme",
          "jwt",
          "callboard.sources.orders.pointer.type",
          "/type",
          "callboard.sources.orders.pointer.subject",
          "/id");

  @Test
  void findsNothingWrongWithAUsableConfiguration() {
    assertThat(wrong(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "callboard.sources.filmmakers.provider,nobody",
    "callboard.sources.filmmakers.tolerance,soon",
    "callboard.sources.filmmakers.silence,long",
    "callboard.sources.filmmakers.networks,everywhere",
    "callboard.sources.filmmakers.path-token,short",
    "callboard.intake.max-body,1 MiB",
    "callboard.intake.slow-senders,some",
    "callboard.intake.body-threads,some",
    "callboard.http.trusted-proxies,proxy.example.com",
    "callboard.intranet.networks,10.0.0.1/8",
    "callboard.public-url,http://hooks.example.com",
    "callboard.alarms.interval-seconds,0",
    "callboard.db.pool-size,2",
    "callboard.retention.keys,P1D"
  })
  void namesTheKeyAndNotTheValue(String key, String value) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put(key, value);

    assertThat(wrong(settings))
        .singleElement()
        .asString()
        .startsWith(key + ": expected ")
        .doesNotContain(value);
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThat(
            wrong(
                Map.of(
                    "callboard.sources",
                    "filmmakers,waymark",
                    "callboard.public-url",
                    "nowhere",
                    "callboard.intake.max-body",
                    "0")))
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyInAnyOrder(
            "callboard.sources.filmmakers.secrets",
            "callboard.sources.waymark.secrets",
            "callboard.public-url",
            "callboard.intake.max-body");
  }

  @Test
  void saysThatNoSourceIsConfigured() {
    assertThat(check(Map.of()).lines())
        .containsExactly(
            "No source is configured: no delivery is accepted. Set CALLBOARD_SOURCES.",
            "A server can start with these settings.");
  }

  @Test
  void warnsOfWhatMayBeUsedAndShouldNot() {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("callboard.sources.mediastream.secrets", "short");

    assertThat(check(settings).lines())
        .contains(
            "Warning: callboard.sources.mediastream.secrets: a secret has fewer than 16 characters:"
                + " with one signed event it can be found by brute force")
        .endsWith("A server can start with these settings.");
  }

  @Test
  void printsWhatIsWrongAndNothingElse() {
    assertThat(check(Map.of("callboard.public-url", "nowhere")).lines())
        .singleElement()
        .asString()
        .startsWith("callboard.public-url: expected ");
  }

  private static List<String> wrong(Map<String, String> settings) {
    return check(settings).wrong();
  }

  private static ConfigurationCheck check(Map<String, String> settings) {
    return ConfigurationCheck.of(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build(),
        ProvidersOfTheBuild.found());
  }
}

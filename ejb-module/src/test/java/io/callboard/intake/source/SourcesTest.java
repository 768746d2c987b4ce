package io.callboard.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.provider.AllProviders;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.SourceFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
  @TempDir Path folder;

  private static Sources read(Config config) {
    return new Sources(config, AllProviders.found());
  }

  private static Source filmmakers(String setting, String value) {
    return read(FixedConfig.of(filmmakersWith(setting, value))).named("filmmakers").orElseThrow();
  }

  private static Map<String, String> filmmakersWith(String setting, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("callboard.sources", "filmmakers");
    settings.put("callboard.sources.filmmakers.secrets", "correct-horse");
    settings.put("callboard.sources.filmmakers." + setting, value);
    return settings;
  }

  @Test
  void readsASourceWhoseProviderIsItsName() {
    Source source = filmmakers("secrets", "new,old");

    assertThat(source.provider()).isEqualTo("filmmakers");
    assertThat(source.secrets()).containsExactly("new", "old");
    assertThat(source.signature()).isEqualTo(SignaturePolicy.REQUIRED);
    assertThat(source.tolerance()).isNull();
  }

  @Test
  void warnsOfADemonstrationSecretWithoutSayingIt() {
    assertThat(warnings("a new one of Filmmakers,demo-filmmakers-key"))
        .singleElement()
        .asString()
        .startsWith("callboard.sources.filmmakers.secrets: a demonstration secret")
        .doesNotContain("demo-");
    assertThat(warnings("a new one of Filmmakers,an old one of Filmmakers")).isEmpty();
  }

  @Test
  void warnsOfASecretThatCanBeFoundByTrying() {
    assertThat(warnings("0123456789abcdef,0123456789abcde"))
        .singleElement()
        .asString()
        .startsWith("callboard.sources.filmmakers.secrets: a secret has fewer than 16 characters")
        .doesNotContain("0123456789");
    assertThat(warnings("0123456789abcdef")).isEmpty();
  }

  private static List<String> warnings(String secrets) {
    SourceFindings findings = new SourceFindings("filmmakers");
    Map<String, String> settings = filmmakersWith("secrets", secrets);
    settings.put("callboard.sources.filmmakers.api.url", "https://api.example");
    Config config = FixedConfig.of(settings);
    new SourceSettings(new Settings(config, "filmmakers", findings), AllProviders.found()).read();
    return findings.warnings();
  }

  @Test
  void readsEverySetting() {
    Map<String, String> settings =
        Map.of(
            "callboard.sources", " my-source , other",
            "callboard.sources.my-source.provider", "mediastream",
            "callboard.sources.my-source.secrets", "s",
            "callboard.sources.my-source.signature", "optional",
            "callboard.sources.my-source.tolerance", "P1D",
            "callboard.sources.my-source.ahead", "PT1M",
            "callboard.sources.my-source.path-token", "0123456789abcdef",
            "callboard.sources.my-source.networks", "192.0.2.0/24, 2001:db8::/32",
            "callboard.sources.other.provider", "waymark",
            "callboard.sources.other.signature", "none");

    Sources sources = read(FixedConfig.of(settings));

    Source source = sources.named("my-source").orElseThrow();
    assertThat(source.provider()).isEqualTo("mediastream");
    assertThat(source.signature()).isEqualTo(SignaturePolicy.OPTIONAL);
    assertThat(source.tolerance()).isEqualTo(Duration.ofDays(1));
    assertThat(source.ahead()).isEqualTo(Duration.ofMinutes(1));
    assertThat(source.networks()).hasSize(2);
    assertThat(sources.all()).extracting(Source::name).containsExactly("my-source", "other");
    assertThat(sources.named("third")).isEmpty();
  }

  @Test
  void readsTheEnvironment() {
    Sources sources =
        read(
            FixedConfig.ofEnvironment(
                Map.of(
                    "CALLBOARD_SOURCES", "filmmakers,my-source",
                    "CALLBOARD_SOURCES_FILMMAKERS_SECRETS", "a\\,b,c",
                    "CALLBOARD_SOURCES_MY_SOURCE_PROVIDER", "waymark",
                    "CALLBOARD_SOURCES_MY_SOURCE_SECRETS", "d",
                    "CALLBOARD_SOURCES_MY_SOURCE_PATH_TOKEN", "0123456789abcdef")));

    assertThat(sources.named("filmmakers").orElseThrow().secrets()).containsExactly("a,b", "c");
    assertThat(sources.named("my-source").orElseThrow().secrets()).containsExactly("d");
    assertThat(sources.named("my-source").orElseThrow().pathToken()).isEqualTo("0123456789abcdef");
  }

  @Test
  void hasNoSourcesWhenTheEnvironmentNamesNone() {
    assertThat(read(FixedConfig.ofEnvironment(Map.of("CALLBOARD_SOURCES", ""))).all()).isEmpty();
    assertThat(read(FixedConfig.of(Map.of())).all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a\\,b|a,b",
        "a\\\\|a\\",
        "a\\b|a\\b",
        "a\\\\\\,b|a\\,b",
        "p$ss|p$ss",
        "$|$",
        "a$1b|a$1b",
        "\\${x}|${x}",
        "a\\$b|a$b",
        "a$$b|a$b",
        "a\\$\\$b|a$$b",
        "a\\\\$b|a\\$b"
      },
      delimiter = '|')
  void readsEscapesAndDollarsInASecret(String written, String secret) {
    assertThat(filmmakers("secrets", written).secrets()).containsExactly(secret);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provider|acme|one of filmmakers, mediastream, signed, waymark",
        "signature|maybe|required, optional or none",
        "tolerance|3 days|an ISO 8601 duration",
        "tolerance|-PT1S|an ISO 8601 duration",
        "ahead|x|an ISO 8601 duration",
        "networks|10.0.0.1/8|networks such as",
        "networks|example.org|networks such as",
        "path-token|short|16 to 255",
        "https|sometimes|required or optional",
        "secrets|a,,b|none of them empty",
        "secrets-file|/nowhere/to/be/found|a readable UTF-8 file",
      })
  void namesTheKeyAndWhatItExpectsAndNeverTheValue(String setting, String value, String expected) {
    assertThatThrownBy(() -> filmmakers(setting, value))
        .isInstanceOf(UnusableConfiguration.class)
        .hasMessageContaining("callboard.sources.filmmakers." + setting + ": expected")
        .hasMessageContaining(expected)
        .hasMessageNotContaining("correct-horse");
  }

  private static Map<String, String> hmacWith(String setting, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("provider", "signed");
    settings.put("secrets", "s");
    settings.put("scheme", "hmac");
    settings.put("hmac.header", "x-signature");
    settings.put("pointer.id", "/id");
    settings.put("pointer.type", "/type");
    settings.put("pointer.subject", "/data/id");
    settings.put(setting, value);
    Map<String, String> all = new HashMap<>(Map.of("callboard.sources", "acme"));
    settings.forEach((key, text) -> all.put("callboard.sources.acme." + key, text));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "cookie", "proxy-authorization", "X-API-Token"})
  void refusesASignatureHeaderThatNoDeliveryKeeps(String header) {
    Map<String, String> timestamped = hmacWith("scheme", "timestamped-hmac");
    timestamped.put("callboard.sources.acme.timestamped-hmac.header", header);

    assertThatThrownBy(() -> read(FixedConfig.of(hmacWith("hmac.header", header))))
        .hasMessageContaining("callboard.sources.acme.hmac.header: expected a header other than")
        .hasMessageContaining("authorization, cookie, proxy-authorization, x-api-token");
    assertThatThrownBy(() -> read(FixedConfig.of(timestamped)))
        .hasMessageContaining("acme.timestamped-hmac.header: expected a header other than");
  }

  @Test
  void asksForTheEventsIdWhereTheSchemeProvesNoTime() {
    assertThat(read(FixedConfig.of(hmacWith("pointer.id", "/id"))).all()).hasSize(1);
    assertThatThrownBy(() -> read(FixedConfig.of(hmacWith("pointer.id", ""))))
        .isInstanceOf(UnusableConfiguration.class)
        .hasMessageContaining("callboard.sources.acme.pointer.id: expected a JSON pointer to the")
        .hasMessageContaining("hmac proves no time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"networks", "path-token", "jwt.issuer", "secrets"})
  void doesNotTakeAReferenceToNothingForASettingThatIsNotSet(String setting) {
    for (String value : List.of("${NOT_SET_ANYWHERE}", "${NOT_SET_ANYWHERE:}", "${EMPTY}")) {
      Map<String, String> settings = filmmakersWith(setting, value);
      settings.put("EMPTY", "");
      assertThatThrownBy(() -> read(FixedConfig.of(settings)))
          .isInstanceOf(UnusableConfiguration.class)
          .hasMessageContaining("callboard.sources.filmmakers." + setting + ": expected a value");
    }
  }

  @Test
  void doesNotTakeAReferenceToNothingForNoSources() {
    assertThatThrownBy(() -> read(FixedConfig.of(Map.of("callboard.sources", "${NOT_SET}"))))
        .isInstanceOf(UnusableConfiguration.class)
        .hasMessageContaining("callboard.sources: expected a value, but the expression");
    assertThatThrownBy(
            () -> read(FixedConfig.ofEnvironment(Map.of("CALLBOARD_SOURCES", "${NOT_SET}"))))
        .isInstanceOf(UnusableConfiguration.class);
  }

  @Test
  void readsAReferenceToSomething() {
    Map<String, String> settings = filmmakersWith("path-token", "${TOKEN}");
    settings.put("TOKEN", "0123456789abcdef");

    assertThat(read(FixedConfig.of(settings)).named("filmmakers").orElseThrow().pathToken())
        .isEqualTo("0123456789abcdef");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    Map<String, String> settings = new HashMap<>();
    settings.put("callboard.sources", "filmmakers,mediastream,UPPER,filmmakers,unknown");
    settings.put("callboard.sources.mediastream.tolerance", "soon");

    assertThatThrownBy(() -> read(FixedConfig.of(settings)))
        .hasMessageContaining("callboard.sources: expected names of a-z")
        .hasMessageContaining("callboard.sources: expected each name once")
        .hasMessageContaining("callboard.sources: expected another name than unknown")
        .hasMessageContaining("callboard.sources.filmmakers.secrets: expected")
        .hasMessageContaining("callboard.sources.mediastream.secrets: expected")
        .hasMessageContaining("callboard.sources.mediastream.tolerance: expected");
  }

  @Test
  void doesNotStartWithoutASecretOfOnlyAnEmptyText() {
    assertThatThrownBy(() -> filmmakers("secrets", ""))
        .isInstanceOf(UnusableConfiguration.class)
        .hasMessageContaining("callboard.sources.filmmakers.secrets");
  }

  @Test
  void needsNoSecretWhereNothingIsVerified() {
    Map<String, String> settings =
        Map.of(
            "callboard.sources", "waymark",
            "callboard.sources.waymark.signature", "none",
            "callboard.sources.waymark.networks", "192.0.2.0/24");

    assertThat(read(FixedConfig.of(settings)).all()).hasSize(1);
  }

  @Test
  void keepsKeysLongerThanEveryTolerance() {
    Map<String, String> settings = filmmakersWith("tolerance", "P30D");
    settings.put("callboard.retention.keys", "P30D");
    assertThatThrownBy(() -> read(FixedConfig.of(settings)))
        .hasMessageContaining("callboard.retention.keys: expected");

    settings.put("callboard.retention.keys", "P31D");
    assertThat(read(FixedConfig.of(settings)).all()).hasSize(1);

    settings.put("callboard.retention.keys", "forever");
    assertThatThrownBy(() -> read(FixedConfig.of(settings)))
        .hasMessageContaining("callboard.retention.keys: expected");

    settings.remove("callboard.retention.keys");
    settings.put("callboard.sources.filmmakers.tolerance", "P1Y");
    assertThatThrownBy(() -> read(FixedConfig.of(settings)))
        .hasMessageContaining("callboard.retention.keys: expected");
  }

  @Test
  void keepsThingsForADayAtLeast() {
    for (String unusable : List.of("forever", "PT23H", "-P1D")) {
      Map<String, String> settings = filmmakersWith("tolerance", "P1D");
      settings.put("callboard.retention.bodies", unusable);
      assertThatThrownBy(() -> read(FixedConfig.of(settings)))
          .hasMessageContaining("callboard.retention.bodies: expected");
    }
  }

  @Test
  void takesNewSecretsFromTheFileWithoutARestart() throws IOException {
    Path file = Files.writeString(folder.resolve("secrets"), "first\r\n\nsecond\n");
    Map<String, String> settings =
        Map.of(
            "callboard.sources",
            "filmmakers",
            "callboard.sources.filmmakers.secrets-file",
            file.toString());

    Source source = read(FixedConfig.of(settings)).named("filmmakers").orElseThrow();

    assertThat(source.secrets()).containsExactly("first", "second");
  }

  @Test
  void printsNoSecret() {
    assertThat(filmmakers("secrets", "hunter2").toString()).doesNotContain("hunter2");
  }
}

package io.callboard.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.SourceFindings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAccessTest {

  @Test
  void readsAddressKeyAndPace() {
    ApiAccess access =
        access(
            Map.of(
                "api.url", "https://api.example/base/",
                "api.key", "k",
                "api.reconcile-every", "PT6H"));

    assertThat(access.at("/x")).isEqualTo(URI.create("https://api.example/base/x"));
    assertThat(access.key()).isEqualTo("k");
    assertThat(access.reconcileEvery()).isEqualTo(Duration.ofHours(6));
    assertThat(access).hasToString("ApiAccess[https://api.example/base]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example",
        "ftp://api.example",
        "https://user@api.example",
        "https://api.example?x",
        "https://api.example/#x",
        "https://",
        "a b"
      })
  void refusesAnAddressThatIsNone(String url) {
    assertThat(findings(Map.of("api.url", url, "api.key", "k")).wrong())
        .singleElement()
        .asString()
        .startsWith("callboard.sources.s.api.url: expected an address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "ä"})
  void refusesAKeyThatNoHeaderCanCarry(String key) {
    assertThat(findings(Map.of("api.url", "https://api.example", "api.key", key)).wrong())
        .singleElement()
        .asString()
        .startsWith("callboard.sources.s.api.key: expected");
  }

  @Test
  void refusesAPaceThatIsNone() {
    Map<String, String> settings =
        Map.of("api.url", "https://api.example", "api.key", "k", "api.reconcile-every", "PT1S");

    assertThat(findings(settings).wrong()).singleElement().asString().contains("reconcile-every");
  }

  @Test
  void warnsOfAKeyThatTravelsInTheClear() {
    assertThat(findings(Map.of("api.url", "http://api.example", "api.key", "k")).warnings())
        .singleElement()
        .asString()
        .contains("https");
    assertThat(findings(Map.of("api.url", "http://127.0.0.1:9", "api.key", "k")).warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example/y?page=2, true",
    "https://API.example:443/, true",
    "http://api.example/, false",
    "https://api.example:8443/, false",
    "https://api.example.evil/, false",
    "https://k@api.example/, false"
  })
  void theKeyGoesToTheSameOriginOnly(URI other, boolean same) {
    ApiAccess access = access(Map.of("api.url", "https://api.example", "api.key", "k"));

    assertThat(access.isSameOrigin(other)).isEqualTo(same);
  }

  private static ApiAccess access(Map<String, String> settings) {
    return ApiAccess.of(source(settings), Optional.empty()).orElseThrow();
  }

  private static SourceFindings findings(Map<String, String> settings) {
    SourceFindings findings = new SourceFindings("s");
    ApiAccess.examine(source(settings), Optional.empty(), findings);
    return findings;
  }

  private static Source source(Map<String, String> settings) {
    return new Source(
        "s",
        "filmmakers",
        List.of("secret"),
        SignaturePolicy.REQUIRED,
        null,
        null,
        null,
        List.of(),
        key -> Optional.ofNullable(settings.get(key)));
  }
}

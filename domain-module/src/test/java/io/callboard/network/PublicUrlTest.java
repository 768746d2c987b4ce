package io.callboard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.testing.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://hooks.example.com", " https://hooks.example.com/ "})
  void tellsWhereASourceIsReached(String setting) {
    assertThat(publicUrl(setting).hook("filmmakers"))
        .hasValue("https://hooks.example.com/callboard/hooks/filmmakers");
  }

  @Test
  void keepsAPathBeforeTheHooks() {
    assertThat(publicUrl("https://example.com:8443/in").hook("x"))
        .hasValue("https://example.com:8443/in/callboard/hooks/x");
  }

  @Test
  void tellsNothingWhereNothingIsSet() {
    assertThat(new PublicUrl(new Settings(Map.of())).hook("filmmakers")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com",
        "hooks.example.com",
        "https://",
        "https://a:b@example.com",
        "https://example.com?x",
        "https://example.com#x",
        "https://exa mple.com"
      })
  void namesTheKeyOfWhatIsNoPublicAddress(String setting) {
    assertThatThrownBy(() -> publicUrl(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "callboard.public-url: expected https:// and a host, such as"
                + " https://hooks.example.com");
  }

  private static PublicUrl publicUrl(String setting) {
    return new PublicUrl(new Settings(Map.of(PublicUrl.KEY, setting)));
  }
}

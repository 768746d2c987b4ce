package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
  @Test
  void readsNameAndPasswordInUtf8() {
    assertThat(BasicCredentials.parse("basic " + encoded("anna:grüße:1234567")))
        .contains(new BasicCredentials("anna", "grüße:1234567"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc"})
  void findsNoneInAnythingElse(String header) {
    assertThat(BasicCredentials.parse(header)).isEmpty();
  }

  @Test
  void findsNoneInWhatIsNotUtf8() {
    String latin1 =
        Base64.getEncoder().encodeToString("anna:grüße".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(BasicCredentials.parse("Basic " + latin1)).isEmpty();
  }

  @Test
  void findsNoneInAnOverlongHeader() {
    assertThat(BasicCredentials.parse("Basic " + encoded("anna:" + "x".repeat(2_000)))).isEmpty();
  }

  @Test
  void keepsThePasswordToItself() {
    assertThat(new BasicCredentials("anna", "secret")).asString().doesNotContain("secret");
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

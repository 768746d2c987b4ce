package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCredentialTest {
  @ParameterizedTest
  @ValueSource(strings = {"Bearer a-b_c.d~e+f/g==", "bearer   a-b_c.d~e+f/g== "})
  void readsATokenOfAnyCaseOfTheScheme(String header) {
    assertThat(TokenCredential.parse(header)).hasValue(new TokenCredential("a-b_c.d~e+f/g=="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer a b", "Bearer a=b", "Basic abc", "abc"})
  void readsNothingElse(String header) {
    assertThat(TokenCredential.parse(header)).isEmpty();
  }

  @Test
  void readsNoTokenThatIsTooLong() {
    assertThat(TokenCredential.parse("Bearer " + "x".repeat(255))).isPresent();
    assertThat(TokenCredential.parse("Bearer " + "x".repeat(256))).isEmpty();
  }

  @Test
  void doesNotTellTheToken() {
    assertThat(new TokenCredential("secret").toString()).doesNotContain("secret");
  }
}

package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  @Test
  void knowsItsPasswordAndNoOther() {
    PasswordHash hash = PasswordHash.of("correct horse battery");

    assertThat(hash.matches("correct horse battery")).isTrue();
    assertThat(hash.matches("correct horse batterz")).isFalse();
  }

  @Test
  void isAnotherForTheSamePassword() {
    assertThat(PasswordHash.of("correct horse battery").hash())
        .isNotEqualTo(PasswordHash.of("correct horse battery").hash());
  }

  @Test
  void refusesAPasswordThatIsTooShortOrTooLong() {
    assertThatThrownBy(() -> PasswordHash.of("x".repeat(11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 to 128");
    assertThatThrownBy(() -> PasswordHash.of("x".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsCharactersAndNotUnits() {
    assertThat(PasswordHash.fits("🎬".repeat(11))).isFalse();
    assertThat(PasswordHash.fits("🎬".repeat(128))).isTrue();
  }

  @Test
  void usesTheIterationsThatOwaspAsksFor() {
    assertThat(PasswordHash.of("correct horse battery").iterations()).isEqualTo(600_000);
  }

  @Test
  void tellsNothingOfItself() {
    assertThat(PasswordHash.of("correct horse battery")).hasToString("PasswordHash");
  }
}

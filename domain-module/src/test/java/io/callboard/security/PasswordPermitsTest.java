package io.callboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordPermitsTest {
  private final PasswordPermits permits = new PasswordPermits(1);

  @Test
  void refusesACheckMoreThanItHasPermits() {
    assertThat(permits.check(() -> permits.check(() -> true).isEmpty())).contains(true);
  }

  @Test
  void takesThePermitBackWhenACheckThrows() {
    try {
      permits.check(
          () -> {
            throw new IllegalStateException();
          });
    } catch (IllegalStateException expected) {
      assertThat(permits.check(() -> false)).isEqualTo(Optional.of(false));
    }
  }
}

package io.callboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntakeHealthTest {
  private final IntakeHealth health = new IntakeHealth();

  @Test
  void aNodeIsReadyFromTheMomentThatItsHooksAreThereUntilTheyEnd() {
    assertThat(health.ready()).isFalse();

    health.open(true);
    assertThat(health.ready()).isTrue();

    health.open(false);
    assertThat(health.ready()).isFalse();
  }

  @Test
  void aNodeThatMakesNothingDurableIsNotReady() {
    health.open(true);
    health.durable(false);

    assertThat(health.ready()).isFalse();
  }

  @Test
  void aNodeWithoutItsDatabaseIsReady() {
    health.open(true);
    health.database(false);

    assertThat(health.ready()).isTrue();
  }
}

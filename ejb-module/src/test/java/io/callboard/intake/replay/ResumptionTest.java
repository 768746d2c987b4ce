package io.callboard.intake.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A held event that fails whenever it is applied. */
class ResumptionTest {
  private static final int MANY = 50;
  private static final UUID EVENT = new UUID(0, 1);

  private boolean givenUp;
  private boolean running;

  private void run(RuntimeException failure, int times) {
    Resumption resumption = new Resumption(new Resuming(), new Drain(failure));
    for (int time = 0; time < times; time++) {
      try {
        resumption.run();
      } catch (RuntimeException e) {
        assertThat(e).isSameAs(failure);
      }
    }
  }

  @Test
  void isGivenUpWhenOurCodeFailsAgainAndAgainAndTheSourceRuns() {
    run(new IllegalStateException("a bug"), MANY);

    assertThat(givenUp).isTrue();
    assertThat(running).isTrue();
  }

  @Test
  void isNotGivenUpForASingleFailureNorForAnOutage() {
    run(new IllegalStateException("a bug"), 1);
    assertThat(givenUp).isFalse();

    for (RuntimeException outage :
        List.of(
            new IllegalStateException(new SQLException("no connection")),
            new IllegalStateException(new SQLException("gone", "57P01")),
            new IllegalStateException(new OutOfMemoryError()))) {
      run(outage, MANY);
      assertThat(givenUp).isFalse();
    }
  }

  @Test
  void passesAnOutageOn() {
    RuntimeException outage = new IllegalStateException(new SQLException("gone", "57P01"));
    Resumption resumption = new Resumption(new Resuming(), new Drain(outage));

    assertThatThrownBy(resumption::run).isSameAs(outage);
  }

  private static final class Resuming extends SourceStates {
    @Override
    public Map<String, SourceState> notRunning() {
      return Map.of("source", SourceState.RESUMING);
    }
  }

  private final class Drain extends HeldDrain {
    private final RuntimeException failure;

    Drain(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public int apply(String source, int limit) {
      if (givenUp) {
        return 0;
      }
      throw failure;
    }

    @Override
    public Optional<UUID> first(String source) {
      return Optional.of(EVENT);
    }

    @Override
    public void fail(UUID event) {
      assertThat(event).isEqualTo(EVENT);
      givenUp = true;
    }

    @Override
    public boolean finish(String source) {
      running = true;
      return true;
    }
  }
}

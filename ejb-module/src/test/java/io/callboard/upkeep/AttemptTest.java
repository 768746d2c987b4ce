package io.callboard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.health.IntakeHealth;
import io.callboard.intake.listener.DatabaseGate;
import io.callboard.testing.HandClock;
import io.callboard.testing.LoggedLines;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private final SQLException denied = new SQLException("denied", "42501");

  private final HandClock clock = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final List<Throwable> outages = new ArrayList<>();
  private final Attempt attempt = new Attempt(new OpenGate(), clock);
  private final LoggedLines lines = LoggedLines.of(Attempt.class);

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void whatFailsIsPutOffWhateverItThrows() {
    for (Throwable failure :
        new Throwable[] {
          new SQLException("away"), new IllegalStateException(), new StackOverflowError()
        }) {
      assertThatCode(() -> attempt("A test", failure)).doesNotThrowAnyException();
    }
  }

  @Test
  void aLackOfMemoryPasses() {
    assertThatThrownBy(() -> attempt("A test", new OutOfMemoryError()))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void workThatFailsEverySecondIsLoggedOnceAMinute() {
    for (int second = 0; second < 120; second++) {
      attempt("A test", denied);
      clock.forward(Duration.ofSeconds(1));
    }

    assertThat(lines.take())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("A test failed").contains("denied"));
  }

  @Test
  void otherWorkIsLoggedBesideIt() {
    attempt("A test", denied);
    attempt("Another", denied);

    assertThat(lines.take()).hasSize(2);
  }

  @Test
  void anOutageOfTheDatabaseIsLeftToItsGate() {
    SQLException outage = new SQLException("refused", "08001");

    attempt("A test", outage);

    assertThat(outages).containsExactly(outage);
    assertThat(lines.take()).isEmpty();
  }

  @Test
  void aCancelledStatementShutsNoGate() {
    attempt("A test", new SQLException("canceling statement", "57014"));

    assertThat(outages).isEmpty();
    assertThat(lines.take()).hasSize(1);
  }

  private final class OpenGate extends DatabaseGate {
    OpenGate() {
      super(new IntakeHealth(), clock);
    }

    @Override
    public void shut(Throwable outage) {
      outages.add(outage);
    }
  }

  private void attempt(String name, Throwable failure) {
    attempt.at(
        name,
        () -> {
          switch (failure) {
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(failure);
          }
        });
  }
}

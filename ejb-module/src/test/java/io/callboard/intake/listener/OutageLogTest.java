package io.callboard.intake.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.HandClock;
import io.callboard.testing.LoggedLines;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final SQLException refused = new SQLException("Connection refused", "08001");
  private final SQLException starting = new SQLException("it is starting up", "57P03");

  private final HandClock clock = new HandClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final OutageLog log = new OutageLog(clock);
  private final LoggedLines lines = LoggedLines.of(DatabaseGate.class);

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void aLongOutageIsTwoLines() {
    for (int second = 0; second < 3_600; second++) {
      log.outage(wrapped(refused));
      clock.forward(SECOND);
    }
    log.over();
    log.over();

    assertThat(lines.take())
        .containsExactly(
            "The database cannot be used; events are kept in the queue:"
                + " java.sql.SQLException: Connection refused",
            "The database answers");
  }

  @Test
  void anotherReasonIsLoggedAMinuteLater() {
    for (int second = 0; second < 100; second++) {
      log.outage(second < 10 ? refused : starting);
      clock.forward(SECOND);
    }

    assertThat(lines.take())
        .satisfiesExactly(
            first -> assertThat(first).contains("refused"),
            last -> assertThat(last).contains("starting up"));
  }

  @Test
  void outagesThatFollowEachOtherAreOneWarningAMinute() {
    for (int second = 0; second < 120; second++) {
      log.outage(refused);
      log.over();
      clock.forward(SECOND);
    }

    assertThat(lines.take().stream().filter(line -> line.contains("refused"))).hasSize(2);
  }

  @Test
  void theFirstAnswerAfterTheStartIsLogged() {
    log.over();

    assertThat(lines.take()).containsExactly("The database answers");
  }

  private static Throwable wrapped(SQLException failure) {
    return new IllegalStateException("no connection", new SQLException("no pool", failure));
  }
}

package io.callboard.intake.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.health.IntakeHealth;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseGateTest {
  private static final String THERE = "jdbc:h2:mem:gate";
  private static final String AWAY = "jdbc:h2:tcp://127.0.0.1:1/gate";
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();

  private final IntakeHealth health = new IntakeHealth();
  private final DatabaseGate gate = new DatabaseGate(health, Clock.systemUTC());
  private final JdbcDataSource database = new JdbcDataSource();

  @AfterEach
  void end() {
    gate.end();
  }

  @Test
  void isShutUntilTheDatabaseAnswers() throws Exception {
    database.setURL(AWAY);
    gate.begin(database, () -> {}, THREADS);

    assertThat(gate.await(MOMENT)).isFalse();
    assertThat(health.databaseUp()).isFalse();

    database.setURL(THERE);
    assertThat(gate.await(PATIENCE)).isTrue();
    assertThat(health.databaseUp()).isTrue();
    assertThat(gate.isPrepared()).isTrue();
  }

  @Test
  void anOutageShutsItUntilTheDatabaseAnswersAgain() throws Exception {
    database.setURL(THERE);
    gate.begin(database, () -> {}, THREADS);
    assertThat(gate.await(PATIENCE)).isTrue();

    database.setURL(AWAY);
    gate.shut(new SQLException("refused", "08001"));

    assertThat(gate.await(MOMENT)).isFalse();
    assertThat(health.databaseUp()).isFalse();

    database.setURL(THERE);
    assertThat(gate.await(PATIENCE)).isTrue();
    assertThat(health.databaseUp()).isTrue();
  }

  @Test
  void itsEndReleasesWhoWaitsAndOpensNothing() throws Exception {
    Thread ends = Thread.ofPlatform().start(gate::end);

    assertThat(gate.await(PATIENCE)).isFalse();
    ends.join();
  }
}

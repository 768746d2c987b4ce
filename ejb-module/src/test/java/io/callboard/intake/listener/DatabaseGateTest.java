package io.callboard.intake.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.health.IntakeHealth;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseGateTest {
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();

  private final IntakeHealth health = new IntakeHealth();
  private final DatabaseGate gate = new DatabaseGate(health, Clock.systemUTC());
  private final BreakableDatabase database = new BreakableDatabase();

  @AfterEach
  void end() {
    gate.end();
  }

  @Test
  void isShutUntilTheDatabaseAnswers() throws Exception {
    database.away = true;
    gate.begin(database, () -> {}, THREADS);

    assertThat(gate.await(MOMENT)).isFalse();
    assertThat(health.databaseUp()).isFalse();

    database.away = false;
    assertThat(gate.await(PATIENCE)).isTrue();
    assertThat(health.databaseUp()).isTrue();
    assertThat(gate.isPrepared()).isTrue();
  }

  @Test
  void anOutageShutsItUntilTheDatabaseAnswersAgain() throws Exception {
    gate.begin(database, () -> {}, THREADS);
    assertThat(gate.await(PATIENCE)).isTrue();

    database.away = true;
    gate.shut(BreakableDatabase.refused());

    assertThat(gate.await(MOMENT)).isFalse();
    assertThat(health.missing())
        .contains("the database cannot be used: nothing answers at its address");

    database.away = false;
    assertThat(gate.await(PATIENCE)).isTrue();
    assertThat(health.databaseUp()).isTrue();
  }

  @Test
  void itsEndReleasesWhoWaitsAndOpensNothing() throws Exception {
    Thread ends = Thread.ofPlatform().start(gate::end);

    assertThat(gate.await(PATIENCE)).isFalse();
    ends.join();
  }

  private static final class BreakableDatabase extends JdbcDataSource {
    private static final long serialVersionUID = 1L;
    private volatile boolean away;

    BreakableDatabase() {
      setURL("jdbc:h2:mem:gate");
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (away) {
        throw refused();
      }
      return super.getConnection();
    }

    static SQLException refused() {
      return new SQLException("refused", "08001");
    }
  }
}

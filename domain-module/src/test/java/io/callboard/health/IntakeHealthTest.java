package io.callboard.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    health.databaseFailed(new SQLException("refused", "08001"));

    assertThat(health.ready()).isTrue();
    assertThat(health.databaseUp()).isFalse();
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(health.missing())
        .containsExactly(
            "the hooks have not started, or have stopped; the server's log says why",
            "the database cannot be used: it has not answered yet");

    health.open(true);
    health.databaseAnswered();
    assertThat(health.missing()).isEmpty();

    health.durable(false);
    assertThat(health.missing())
        .containsExactly(
            "the message broker does not write events to its disk; the server's log says why");
  }

  @ParameterizedTest
  @CsvSource({
    "08001,nothing answers at its address",
    "08006,nothing answers at its address",
    "28P01,it refuses the user or the password",
    "28000,it refuses the user or the password",
    "3D000,its server has no database of this name",
    "53300,all of its connections are in use",
    "57P03,it is starting or stopping",
    "90020,another process has opened its file",
    "XX000,the server's log says why",
    ",the server's log says why"
  })
  void saysWhyTheDatabaseCannotBeUsedAndNamesNoHostAndNoUser(String state, String reason) {
    SQLException ofDriver = new SQLException("user zoe at db.example", state);

    health.open(true);
    health.databaseFailed(new IllegalStateException(new SQLException("pool", null, ofDriver)));

    assertThat(health.missing()).containsExactly("the database cannot be used: " + reason);
  }

  @Test
  void tellsASchemaThatCannotBePreparedFromADatabaseThatIsAway() {
    health.open(true);
    health.databaseFailed(new FlywayException("script V002__events.sql failed"));
    assertThat(health.missing().getFirst()).contains("its schema could not be prepared");

    health.databaseFailed(new FlywayException("no", new SQLException("no", "28P01")));
    assertThat(health.missing().getFirst()).contains("it refuses the user or the password");
  }
}

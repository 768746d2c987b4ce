package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDatabaseTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CALLBOARD_DB_URL", "jdbc:postgresql://host/callboard",
          "CALLBOARD_DB_USER", "callboard",
          "CALLBOARD_DB_PASSWORD", "from the environment");

  @Test
  void takesTheEnvironmentWhereMavenHasNoProperty() {
    assertThat(settings(ENVIRONMENT))
        .containsEntry("CALLBOARD_DB_DRIVER", "callboard-postgresql")
        .hasEntrySatisfying(
            "CALLBOARD_DB_URL",
            url -> assertThat(url).startsWith("jdbc:postgresql://host/callboard?"))
        .containsEntry("CALLBOARD_DB_USER", "callboard")
        .containsEntry("CALLBOARD_DB_PASSWORD", "from the environment");
  }

  /** Maven passes a hyphen for a property that is not set. */
  @Test
  void keepsThePasswordOfTheEnvironmentBesideAnAddressFromMaven() {
    assertThat(
            settings(
                Map.of(
                    "RUN_DB_URL", "jdbc:postgresql://other/callboard",
                    "RUN_DB_USER", "other",
                    "RUN_DB_PASSWORD", "-",
                    "CALLBOARD_DB_USER", "callboard",
                    "CALLBOARD_DB_PASSWORD", "from the environment")))
        .hasEntrySatisfying(
            "CALLBOARD_DB_URL", url -> assertThat(url).startsWith("jdbc:postgresql://other/"))
        .containsEntry("CALLBOARD_DB_USER", "other")
        .containsEntry("CALLBOARD_DB_PASSWORD", "from the environment");
  }

  @Test
  void leavesTheEmbeddedDatabaseAlone() {
    assertThat(RunDatabase.of(Map.of("RUN_DB_URL", "-", "RUN_DB_PASSWORD", "-"))).isEmpty();
    assertThat(RunDatabase.of(Map.of("CALLBOARD_DB_URL", "jdbc:h2:file:/elsewhere"))).isEmpty();
  }

  @Test
  void refusesAnAddressOfAnotherDatabase() {
    assertThatThrownBy(() -> RunDatabase.of(Map.of("RUN_DB_URL", "postgresql://host/callboard")))
        .isInstanceOf(CannotStart.class)
        .hasMessage("-Ddb.url must begin with jdbc:postgresql:");
  }

  /** The shell expands a variable that is not set to an empty text. */
  @ParameterizedTest
  @CsvSource({
    "RUN_DB_URL,-Ddb.url",
    "RUN_DB_USER,-Ddb.user",
    "CALLBOARD_DB_URL,CALLBOARD_DB_URL",
    "CALLBOARD_DB_USER,CALLBOARD_DB_USER"
  })
  void refusesWhatIsGivenAndEmpty(String variable, String name) {
    assertThatThrownBy(() -> RunDatabase.of(Map.of(variable, "")))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith(name + " is empty.");
  }

  @Test
  void refusesAUserWithoutAnAddress() {
    assertThatThrownBy(() -> RunDatabase.of(Map.of("RUN_DB_USER", "callboard")))
        .isInstanceOf(CannotStart.class)
        .hasMessage("-Ddb.user is set, but -Ddb.url is not: set both, or neither");
  }

  @Test
  void namesItsAddressWithoutParameters() {
    RunDatabase database =
        new RunDatabase("jdbc:postgresql://host:7932/callboard?password=secret", "u", "p");

    assertThat(database.address()).isEqualTo("PostgreSQL, host:7932/callboard");
  }

  @Test
  void showsNoPassword() {
    assertThat(RunDatabase.of(ENVIRONMENT).orElseThrow().toString()).doesNotContain("environment");
  }

  private static Map<String, String> settings(Map<String, String> environment) {
    ServerSettings settings = ServerSettings.onLoopback(Path.of("anywhere"), 0);
    return RunDatabase.of(environment).orElseThrow().on(settings).environment();
  }
}

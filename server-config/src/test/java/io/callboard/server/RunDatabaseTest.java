package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  /** Maven hands on a property that is not set as a variable that is empty. */
  @Test
  void keepsThePasswordOfTheEnvironmentBesideAnAddressFromMaven() {
    assertThat(
            settings(
                Map.of(
                    "RUN_DB_URL", "jdbc:postgresql://other/callboard",
                    "RUN_DB_USER", "other",
                    "RUN_DB_PASSWORD", "",
                    "CALLBOARD_DB_USER", "callboard",
                    "CALLBOARD_DB_PASSWORD", "from the environment")))
        .hasEntrySatisfying(
            "CALLBOARD_DB_URL", url -> assertThat(url).startsWith("jdbc:postgresql://other/"))
        .containsEntry("CALLBOARD_DB_USER", "other")
        .containsEntry("CALLBOARD_DB_PASSWORD", "from the environment");
  }

  @Test
  void leavesTheEmbeddedDatabaseAlone() {
    assertThat(RunDatabase.of(Map.of("RUN_DB_URL", "", "RUN_DB_PASSWORD", ""))).isEmpty();
    assertThat(RunDatabase.of(Map.of("CALLBOARD_DB_URL", "jdbc:h2:file:/elsewhere"))).isEmpty();
  }

  @Test
  void refusesAnAddressOfAnotherDatabase() {
    assertThatThrownBy(() -> RunDatabase.of(Map.of("RUN_DB_URL", "postgresql://host/callboard")))
        .isInstanceOf(CannotStart.class)
        .hasMessage("db.url must begin with jdbc:postgresql:");
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

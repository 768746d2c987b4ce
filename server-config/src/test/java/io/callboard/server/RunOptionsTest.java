package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunOptionsTest {
  private static final Path CLONE = Path.of("/clone");
  private static final Map<String, String> DEFAULTS =
      Map.of("bind.address", "127.0.0.1", "port.offset", "0", "data.dir", ".callboard");

  @Test
  void keepsTheDataOfEachServerInTheClone() {
    assertThat(settings("port.offset", "2500").directory())
        .isEqualTo(Path.of("/clone/.callboard/wildfly"));
    assertThat(settings("data.dir", "/elsewhere").directory())
        .isEqualTo(Path.of("/elsewhere/wildfly"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "", "1.5", "50001", "999999"})
  void refusesAnOffsetThatCannotBeAdded(String offset) {
    assertThatThrownBy(() -> settings("port.offset", offset))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "-Dport.offset=" + offset + " is not valid: expected a whole number from 0 to 50000");
  }

  @ParameterizedTest
  @CsvSource({
    "bind.address,no.such.host.invalid,is not valid: expected an address",
    "bind.address,'',is not valid: expected an address",
    "data.dir,'',is not valid: expected a directory"
  })
  void refusesWhatIsNoAddressOrDirectory(String property, String value, String reason) {
    assertThatThrownBy(() -> settings(property, value))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("-D" + property + "=" + value + " " + reason);
  }

  @Test
  void configuresDemonstrationSourcesOnLoopbackAlone() {
    assertThat(settings("bind.address", "127.0.0.1").environment())
        .containsEntry("CALLBOARD_SOURCES", "filmmakers,mediastream,waymark");
    assertThat(settings("bind.address", "0.0.0.0").environment()).isEmpty();
    assertThat(options(DEFAULTS, Map.of("CALLBOARD_SOURCES_MINE_SECRETS", "x")).settings())
        .extracting(ServerSettings::environment)
        .isEqualTo(Map.of());
  }

  private static ServerSettings settings(String property, String value) {
    Map<String, String> properties = new HashMap<>(DEFAULTS);
    properties.put(property, value);
    return options(properties, Map.of()).settings();
  }

  private static RunOptions options(
      Map<String, String> properties, Map<String, String> environment) {
    return RunOptions.of(Assembly.WILDFLY, properties, environment, CLONE);
  }
}

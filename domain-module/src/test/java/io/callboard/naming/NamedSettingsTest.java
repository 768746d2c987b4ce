package io.callboard.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class NamedSettingsTest {
  @Test
  void isFoundByWhateverReadsSettings() {
    assertThat(ServiceLoader.load(ConfigSource.class))
        .anyMatch(source -> source instanceof NamedSettings);
  }

  @Test
  void knowsNothingWhereThereAreNoNames() {
    assertThat(new NamedSettings().getValue("callboard.sources")).isNull();
    assertThat(new NamedSettings().getValue("java:comp/env")).isNull();
  }

  @Test
  void holdsAgainstVariablesAndProperties() {
    assertThat(new NamedSettings().getOrdinal()).isGreaterThan(500);
  }
}

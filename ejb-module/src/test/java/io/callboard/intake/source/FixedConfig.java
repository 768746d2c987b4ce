package io.callboard.intake.source;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** MicroProfile Config, as the server implements it, over settings given in a test. */
final class FixedConfig {
  private FixedConfig() {}

  /** Settings by their keys. */
  static Config of(Map<String, String> settings) {
    return builder().withSources(new PropertiesConfigSource(settings, "test", 100)).build();
  }

  /** Settings as an environment would give them. */
  static SmallRyeConfig ofEnvironment(Map<String, String> variables) {
    return builder().withSources(new io.smallrye.config.EnvConfigSource(variables, 300)).build();
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder().addDefaultInterceptors();
  }
}

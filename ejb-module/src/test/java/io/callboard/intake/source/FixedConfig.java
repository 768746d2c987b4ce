package io.callboard.intake.source;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** MicroProfile Config in the servers' implementation, with settings that a test gives. */
final class FixedConfig {
  private FixedConfig() {}

  /** Returns a configuration of settings by their keys. */
  static Config of(Map<String, String> settings) {
    return builder().withSources(new PropertiesConfigSource(settings, "test", 100)).build();
  }

  /** Returns a configuration of environment variables. */
  static SmallRyeConfig ofEnvironment(Map<String, String> variables) {
    return builder().withSources(new io.smallrye.config.EnvConfigSource(variables, 300)).build();
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder().addDefaultInterceptors();
  }
}

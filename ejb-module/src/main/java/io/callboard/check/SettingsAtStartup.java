package io.callboard.check;

import io.callboard.intake.source.Providers;
import io.callboard.intake.source.UnusableConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * The check of all settings before any other part of the application starts. Settings that cannot
 * be used stop the start, with one message that has the lines of {@link Check}.
 */
@Startup
@Singleton(name = "SettingsAtStartup")
public class SettingsAtStartup {
  @Inject private Config config;
  @Inject private Providers providers;

  @PostConstruct
  void check() {
    List<String> wrong = ConfigurationCheck.of(config, providers).wrong();
    if (!wrong.isEmpty()) {
      throw new UnusableConfiguration(wrong);
    }
  }
}

package io.callboard.intake.source;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the sources when the application starts, so that it does not start with unusable ones. */
@Singleton
@Startup
public class SourcesAtStartup {
  @Inject private Sources sources;

  @PostConstruct
  void read() {
    sources.all();
  }
}

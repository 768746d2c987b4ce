package io.callboard.intake.source;

import io.callboard.database.DatabaseConnections;
import io.callboard.network.Admission;
import io.callboard.network.PublicUrl;
import io.callboard.provider.Source;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.stream.Collectors;

/**
 * The log lines at startup: the sources, their warnings and URLs, and whether the REST API is open.
 * {@code mvn -Prun} reads the names of the sources from this log.
 */
@Singleton
@Startup
@DependsOn("SettingsAtStartup")
public class SourcesAtStartup {
  private static final System.Logger LOG = System.getLogger(SourcesAtStartup.class.getName());

  @Inject private Sources sources;
  @Inject private Admission admission;
  @Inject private PublicUrl publicUrl;
  @Inject private DatabaseConnections connections;

  @PostConstruct
  void log() {
    String names = sources.all().stream().map(Source::name).collect(Collectors.joining(", "));
    LOG.log(Level.INFO, "Sources in force: {0}", names.isEmpty() ? "none" : names);
    sources.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    for (Source source : sources.all()) {
      publicUrl
          .hook(source.name())
          .ifPresent(hook -> LOG.log(Level.INFO, "Source {0} has URL {1}", source.name(), hook));
    }
    if (admission.isOpen()) {
      LOG.log(
          Level.INFO,
          "The REST API accepts every network; set callboard.intranet.networks to restrict it");
    }
    LOG.log(
        Level.INFO,
        "At most {0} requests can read from the database at the same time",
        connections.forReaders());
  }
}

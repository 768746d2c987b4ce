package io.callboard.intake.source;

import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source and, if configured, its secrets file. New secrets that the provider rejects, by the same
 * checks as at startup, are ignored: the previous secrets stay in force.
 */
final class ConfiguredSource {
  private static final System.Logger LOG = System.getLogger(ConfiguredSource.class.getName());

  private final @Nullable SecretsFile file;
  private final Provider provider;
  private volatile Source source;
  private volatile List<String> examined;

  ConfiguredSource(Source source, @Nullable SecretsFile file, Provider provider) {
    this.source = source;
    this.file = file;
    this.provider = provider;
    this.examined = source.secrets();
  }

  /** Returns the source with its current secrets. */
  Source current() {
    if (file != null) {
      List<String> secrets = file.secrets();
      if (!secrets.equals(examined)) {
        renew(secrets);
      }
    }
    return source;
  }

  private synchronized void renew(List<String> secrets) {
    if (secrets.equals(examined)) {
      return;
    }
    Source renewed = source.withSecrets(secrets);
    SourceFindings findings = new SourceFindings(renewed.name());
    provider.examine(renewed, findings);
    findings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    if (findings.wrong().isEmpty()) {
      source = renewed;
    } else {
      LOG.log(
          Level.WARNING,
          "Source {0}: the secrets file cannot be used; the previous secrets stay in force: {1}",
          renewed.name(),
          String.join("; ", findings.wrong()));
    }
    examined = secrets;
  }
}

package io.callboard.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source and, where it has one, the file that its secrets come from. */
final class ConfiguredSource {
  private final @Nullable SecretsFile file;
  private volatile Source source;

  ConfiguredSource(Source source, @Nullable SecretsFile file) {
    this.source = source;
    this.file = file;
  }

  /** The source with the secrets that verify now. */
  Source current() {
    Source last = source;
    if (file == null) {
      return last;
    }
    List<String> secrets = file.secrets();
    if (secrets.equals(last.secrets())) {
      return last;
    }
    Source renewed = last.withSecrets(secrets);
    source = renewed;
    return renewed;
  }
}

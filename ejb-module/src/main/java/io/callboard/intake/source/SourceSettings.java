package io.callboard.intake.source;

import io.callboard.provider.Provider;
import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.SourceFindings;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of one source, from which it is created, or findings if they are wrong. */
final class SourceSettings {
  /** A forged request costs one signature computation per secret. */
  static final int MAX_SECRETS = 16;

  /** In characters; a shorter secret can be found by brute force from one signed event. */
  private static final int SHORTEST_SECRET = 16;

  /** The secrets of a run without any configuration; the documentation shows them. */
  private static final Set<String> DEMONSTRATION =
      Set.of("demo-filmmakers-key", "demo-mediastream-secret", "demo-waymark-secret");

  private final Settings settings;
  private final SourceFindings findings;
  private final Providers providers;

  SourceSettings(Settings settings, Providers providers) {
    this.settings = settings;
    this.findings = settings.findings();
    this.providers = providers;
  }

  /** Returns the source; empty if a setting is wrong, which the findings then name. */
  Optional<ConfiguredSource> read() {
    String providerName = settings.text("provider").orElse(settings.name());
    SecretsFile file = secretsFile();
    Source source =
        new Source(
            settings.name(),
            providerName,
            file == null ? secrets() : file.secrets(),
            policy(),
            settings.duration("tolerance"),
            settings.duration("ahead"),
            pathToken(),
            settings.networks("networks"),
            settings::text);
    Optional<Provider> provider = providers.named(providerName);
    if (provider.isEmpty()) {
      findings.wrong("provider", "one of " + providers.names());
    }
    examine(source);
    provider.ifPresent(found -> found.examine(source, findings));
    return provider
        .filter(found -> findings.wrong().isEmpty())
        .map(found -> new ConfiguredSource(source, file, found));
  }

  private void examine(Source source) {
    settings.duration("silence");
    if (!Set.of(Source.REQUIRED, "optional")
        .contains(settings.text(Source.HTTPS).orElse("optional"))) {
      findings.wrong(Source.HTTPS, "required or optional");
    }
    boolean signs = source.signature() != SignaturePolicy.NONE;
    if (signs && source.secrets().isEmpty() && settings.text("secrets-file").isEmpty()) {
      findings.wrong("secrets", "a secret; otherwise set .secrets-file or .signature=none");
    }
    if (signs && source.secrets().stream().anyMatch(DEMONSTRATION::contains)) {
      findings.warn(
          "secrets",
          "a demonstration secret that everybody knows: anyone can send events; set another");
    }
    if (signs && source.secrets().stream().anyMatch(SourceSettings::isShort)) {
      findings.warn(
          "secrets",
          "a secret has fewer than "
              + SHORTEST_SECRET
              + " characters: with one signed event it can be found by brute force");
    }
    boolean open = source.pathToken() == null && source.networks().isEmpty();
    if (source.signature() != SignaturePolicy.REQUIRED && open) {
      findings.warn("signature", "anyone can send unsigned events: set .path-token or .networks");
    }
  }

  private static boolean isShort(String secret) {
    return secret.length() < SHORTEST_SECRET;
  }

  private SignaturePolicy policy() {
    String text = settings.text("signature").orElse("required");
    for (SignaturePolicy policy : SignaturePolicy.values()) {
      if (text.equals(policy.name().toLowerCase(Locale.ROOT))) {
        return policy;
      }
    }
    findings.wrong("signature", "required, optional or none");
    return SignaturePolicy.REQUIRED;
  }

  private List<String> secrets() {
    List<String> secrets = settings.text("secrets").map(Settings::entries).orElse(List.of());
    if (secrets.size() > MAX_SECRETS || secrets.stream().anyMatch(String::isBlank)) {
      findings.wrong("secrets", "at most " + MAX_SECRETS + " secrets, none of them empty");
    }
    return secrets;
  }

  private @Nullable SecretsFile secretsFile() {
    Optional<String> path = settings.text("secrets-file");
    if (path.isEmpty()) {
      return null;
    }
    if (settings.text("secrets").isPresent()) {
      findings.wrong("secrets-file", "either .secrets-file or .secrets, but both are set");
    }
    try {
      return new SecretsFile(Path.of(path.get()), settings.name(), System::nanoTime);
    } catch (IOException | InvalidPathException e) {
      findings.wrong(
          "secrets-file",
          "a readable UTF-8 file of 1 to " + MAX_SECRETS + " secrets, one per line");
      return null;
    }
  }

  private @Nullable String pathToken() {
    Optional<String> token = settings.text("path-token");
    if (token.isPresent() && !token.get().matches("[A-Za-z0-9._~-]{16,255}")) {
      findings.wrong("path-token", "16 to 255 letters, digits or . _ ~ -");
    }
    return token.orElse(null);
  }
}

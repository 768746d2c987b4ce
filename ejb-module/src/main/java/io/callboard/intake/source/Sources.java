package io.callboard.intake.source;

import io.callboard.provider.Source;
import io.callboard.provider.Source.SignaturePolicy;
import io.callboard.provider.SourceFindings;
import io.callboard.retention.RetentionPeriod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The configured sources, read from MicroProfile Config when the application starts. Settings that
 * cannot be used stop the start, with one message that names all of them. Only a source's {@code
 * secrets-file} is checked again later.
 */
@ApplicationScoped
public class Sources {
  private final Map<String, ConfiguredSource> sources = new LinkedHashMap<>();
  private final Providers providers;
  private final List<String> warnings = new ArrayList<>();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  Sources() {
    this.providers = null;
  }

  /**
   * Reads the sources.
   *
   * @throws UnusableConfiguration if any setting cannot be used
   */
  @Inject
  public Sources(Config config, Providers providers) {
    this.providers = providers;
    List<String> wrong = new ArrayList<>();
    Settings.unresolved(config)
        .forEach(
            key ->
                wrong.add(
                    key
                        + ": expected a value, but the expression ${name} in it refers to a"
                        + " property that is not set or is empty"));
    for (String name : Settings.names(config, wrong)) {
      SourceFindings findings = new SourceFindings(name);
      new SourceSettings(new Settings(config, name, findings), providers)
          .read()
          .ifPresent(source -> sources.put(name, source));
      wrong.addAll(findings.wrong());
      warnings.addAll(findings.warnings());
    }
    wrong.addAll(RetentionPeriods.wrong(config));
    retentionObjection(config, providers, sources.values()).ifPresent(wrong::add);
    if (!wrong.isEmpty()) {
      throw new UnusableConfiguration(wrong);
    }
  }

  /**
   * Rejects a period of keys that ends while an old signature still verifies: a replay would pass.
   */
  private static Optional<String> retentionObjection(
      Config config, Providers providers, Collection<ConfiguredSource> sources) {
    Optional<Duration> kept = RetentionPeriods.read(config, RetentionPeriod.KEYS);
    Duration longest =
        sources.stream()
            .map(ConfiguredSource::current)
            .map(source -> providers.of(source).tolerance(source))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return kept.isEmpty() || kept.get().compareTo(longest) > 0
        ? Optional.empty()
        : Optional.of(
            RetentionPeriod.KEYS.key()
                + ": expected an ISO 8601 duration longer than the tolerance of every source; the"
                + " longest tolerance is "
                + longest);
  }

  /** Returns the source with that name and its current secrets. */
  public Optional<Source> named(String name) {
    return Optional.ofNullable(sources.get(name)).map(ConfiguredSource::current);
  }

  /** Returns how long a source may be silent before an alarm; empty if that is not configured. */
  public static Optional<Duration> silence(Source source) {
    return source.settings().apply("silence").flatMap(IsoDuration::parse);
  }

  /** Returns the sources whose delivery keys are kept for ever: their signatures prove no time. */
  public Set<String> withoutProvenTime() {
    return all().stream()
        .filter(source -> source.signature() != SignaturePolicy.NONE)
        .filter(source -> !providers.of(source).provesTime(source))
        .map(Source::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the warnings for an administrator, each with the key of its setting. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Returns all sources, in the order of the configuration. */
  public List<Source> all() {
    return sources.values().stream().map(ConfiguredSource::current).toList();
  }
}

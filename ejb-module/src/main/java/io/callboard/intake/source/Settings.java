package io.callboard.intake.source;

import io.callboard.network.Network;
import io.callboard.provider.Source;
import io.callboard.provider.SourceFindings;
import io.callboard.rejection.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings below {@code callboard.sources.<name>.}, each read once. A setting with an empty
 * text counts as not set.
 */
final class Settings {
  private final Config config;
  private final String name;
  private final SourceFindings findings;
  private final Map<String, Optional<String>> read = new ConcurrentHashMap<>();

  Settings(Config config, String name, SourceFindings findings) {
    this.config = config;
    this.name = name;
    this.findings = findings;
  }

  /**
   * Returns the keys whose expression, such as {@code ${name}}, resolved to nothing. Treating them
   * as not set would silently remove a protection. Checks all keys of sources, not only those that
   * are read at startup.
   */
  static List<String> unresolved(Config config) {
    List<String> keys = new ArrayList<>();
    for (String key : config.getPropertyNames()) {
      if (isOfSources(key) && cameToNothing(config.getConfigValue(key))) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Returns whether a key, perhaps in its environment spelling, belongs to sources. */
  private static boolean isOfSources(String key) {
    return key.toLowerCase(Locale.ROOT).replace('_', '.').startsWith(Source.KEY);
  }

  private static boolean cameToNothing(ConfigValue value) {
    String raw = value.getRawValue();
    String text = value.getValue();
    return raw != null && !raw.isBlank() && (text == null || text.isBlank());
  }

  /** Returns the names of the sources, and adds a line to {@code wrong} for each invalid name. */
  static List<String> names(Config config, List<String> wrong) {
    Set<String> names = new LinkedHashSet<>();
    for (String text :
        config.getOptionalValue(Source.KEY, String.class).orElse("").split(",", -1)) {
      String name = text.strip();
      if (name.isEmpty()) {
        continue;
      }
      if (!name.matches("[a-z0-9-]{1,40}")) {
        wrong.add(Source.KEY + ": expected names of a-z, 0-9 and -, at most 40 characters each");
      } else if (name.equals(Rejection.UNKNOWN)) {
        wrong.add(
            Source.KEY
                + ": expected another name than "
                + name
                + ", which stands for all sources that are not configured");
      } else if (!names.add(name)) {
        wrong.add(Source.KEY + ": expected each name once");
      }
    }
    return List.copyOf(names);
  }

  String name() {
    return name;
  }

  SourceFindings findings() {
    return findings;
  }

  Optional<String> text(String setting) {
    return read.computeIfAbsent(
        setting, key -> config.getOptionalValue(Source.KEY + "." + name + "." + key, String.class));
  }

  @Nullable Duration duration(String setting) {
    Optional<String> text = text(setting);
    Optional<Duration> duration = text.flatMap(IsoDuration::parse);
    if (text.isPresent() && duration.isEmpty()) {
      findings.wrong(setting, "an ISO 8601 duration such as PT5M or P3D");
    }
    return duration.orElse(null);
  }

  List<Network> networks(String setting) {
    List<Network> networks = new ArrayList<>();
    for (String text : text(setting).map(value -> value.split(",", -1)).orElse(new String[0])) {
      Optional<Network> network = Network.parse(text.strip());
      network.ifPresentOrElse(
          networks::add,
          () -> findings.wrong(setting, "networks such as 192.0.2.0/24, 2001:db8::/32"));
    }
    return networks;
  }

  /** Splits a text at its commas; {@code \,} is a comma and {@code \\} a backslash in an entry. */
  static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && ",\\".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
        entry.append(text.charAt(i));
      } else if (c == ',') {
        entries.add(entry.toString());
        entry.setLength(0);
      } else {
        entry.append(c);
      }
    }
    entries.add(entry.toString());
    return entries;
  }
}

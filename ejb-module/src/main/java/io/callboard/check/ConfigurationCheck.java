package io.callboard.check;

import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.intake.source.UnusableConfiguration;
import io.callboard.network.Admission;
import io.callboard.network.Clients;
import io.callboard.network.PublicUrl;
import io.callboard.operations.DatabaseConnections;
import io.callboard.upkeep.AlarmInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/**
 * The outcome of reading all settings that a start reads, by the same code.
 *
 * @param wrong what cannot be used: the key of each and what was expected, without its value
 * @param sources the sources, absent when their settings cannot be used
 */
record ConfigurationCheck(List<String> wrong, Optional<Sources> sources) {

  static ConfigurationCheck of(Config config, Providers providers) {
    List<Sources> sources = new ArrayList<>();
    List<Consumer<Config>> readers =
        List.of(
            settings -> sources.add(new Sources(settings, providers)),
            IntakeLimits::new,
            settings -> new Admission(new Clients(settings), settings),
            PublicUrl::new,
            DatabaseConnections::new,
            AlarmInterval::of);
    List<String> wrong = new ArrayList<>();
    for (Consumer<Config> reader : readers) {
      try {
        reader.accept(config);
      } catch (UnusableConfiguration e) {
        wrong.addAll(e.wrong());
      } catch (IllegalArgumentException e) {
        wrong.add(e.getMessage());
      }
    }
    return new ConfigurationCheck(wrong, sources.stream().findFirst());
  }

  /** Returns what a person is told: what is wrong, or else what a server would start with. */
  List<String> lines() {
    if (!wrong.isEmpty()) {
      return wrong;
    }
    List<String> lines = new ArrayList<>();
    sources.ifPresent(
        configured -> {
          configured.warnings().forEach(warning -> lines.add("Warning: " + warning));
          if (configured.all().isEmpty()) {
            lines.add("No source is configured: a server takes nothing in. Set CALLBOARD_SOURCES.");
          }
        });
    lines.add("A server can start with these settings.");
    return lines;
  }
}

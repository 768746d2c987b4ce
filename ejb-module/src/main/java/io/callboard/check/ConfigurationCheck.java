package io.callboard.check;

import io.callboard.database.DatabaseConnections;
import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.intake.source.UnusableConfiguration;
import io.callboard.network.Admission;
import io.callboard.network.Clients;
import io.callboard.network.PublicUrl;
import io.callboard.upkeep.AlarmInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/**
 * The result of reading all settings that a start reads, with the same code.
 *
 * @param wrong one line for each setting that cannot be used: its key and what was expected,
 *     without its value
 * @param sources the sources, empty if their settings cannot be used
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

  /** Returns the lines to print: the wrong settings; if all can be used, the warnings. */
  List<String> lines() {
    if (!wrong.isEmpty()) {
      return wrong;
    }
    List<String> lines = new ArrayList<>();
    sources.ifPresent(
        configured -> {
          configured.warnings().forEach(warning -> lines.add("Warning: " + warning));
          if (configured.all().isEmpty()) {
            lines.add("No source is configured: no delivery is accepted. Set CALLBOARD_SOURCES.");
          }
        });
    lines.add("A server can start with these settings.");
    return lines;
  }
}

package io.callboard.check;

import io.callboard.intake.reception.IntakeLimits;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.intake.source.UnusableConfiguration;
import io.callboard.network.Admission;
import io.callboard.network.Clients;
import io.callboard.network.PublicUrl;
import io.callboard.operations.DatabaseConnections;
import io.callboard.upkeep.AlarmSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/**
 * Reads all settings that a start reads, by the same code, and collects those that stop a start.
 */
final class ConfigurationCheck {
  private ConfigurationCheck() {}

  /** Returns what cannot be used: the key of each and what was expected, without its value. */
  static List<String> wrong(Config config, Providers providers) {
    List<Consumer<Config>> readers =
        List.of(
            settings -> new Sources(settings, providers),
            IntakeLimits::new,
            settings -> new Admission(new Clients(settings), settings),
            PublicUrl::new,
            DatabaseConnections::new,
            AlarmSchedule::interval);
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
    return wrong;
  }
}

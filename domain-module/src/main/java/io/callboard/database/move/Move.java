package io.callboard.database.move;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.api.FlywayException;

/**
 * The command that moves an embedded database to PostgreSQL. Its only argument is the embedded
 * database's file. {@code CALLBOARD_DB_URL}, {@code CALLBOARD_DB_USER} and {@code
 * CALLBOARD_DB_PASSWORD} name the target, as they do for a server. {@code CALLBOARD_H2_USER} and
 * {@code CALLBOARD_H2_PASSWORD} are needed only if those of the embedded database were changed.
 *
 * <p>The exit status is 0 if everything was moved. Otherwise nothing was moved. The embedded
 * database stays unchanged in both cases.
 */
final class Move {
  /** A strong reference, because an unreferenced logger loses its level. */
  private static final Logger SCRIPTS = Logger.getLogger("org.flywaydb");

  private Move() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1 || arguments[0].isBlank()) {
      System.err.println(
          "Expected one argument: the embedded database's file, such as …/database.mv.db");
      System.exit(2);
    }
    SCRIPTS.setLevel(Level.WARNING);
    System.exit(move(new EmbeddedFile(Path.of(arguments[0])), System.getenv()));
  }

  private static int move(EmbeddedFile file, Map<String, String> settings) {
    Clock clock = Clock.systemUTC();
    try {
      Target target =
          Target.at(
              settings.getOrDefault("CALLBOARD_DB_URL", ""),
              settings.getOrDefault("CALLBOARD_DB_USER", ""),
              settings.getOrDefault("CALLBOARD_DB_PASSWORD", ""));
      try (Connection source =
          file.open(
              settings.getOrDefault("CALLBOARD_H2_USER", "callboard"),
              settings.getOrDefault("CALLBOARD_H2_PASSWORD", "embedded"))) {
        tell(target.take(source, clock.instant()));
      }
      return 0;
    } catch (CannotMove e) {
      System.err.println("Nothing was moved. " + e.getMessage());
    } catch (SQLException e) {
      System.err.println("Nothing was moved. A database reported SQLSTATE " + e.getSQLState());
    } catch (FlywayException e) {
      System.err.println(
          "Nothing was moved. The schema could not be created in PostgreSQL: " + e.getMessage());
    }
    return 1;
  }

  private static void tell(SortedMap<String, Long> moved) {
    moved.forEach((table, rows) -> System.out.printf("%10d  %s%n", rows, table));
    System.out.printf(
        "Moved %d rows of %d tables; the row counts match.%n",
        moved.values().stream().mapToLong(Long::longValue).sum(), moved.size());
  }
}

package io.callboard.move;

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
 * The command: moves the embedded database whose file is its only argument to the PostgreSQL that
 * {@code CALLBOARD_DB_URL}, {@code CALLBOARD_DB_USER} and {@code CALLBOARD_DB_PASSWORD} name, as
 * they do for a server. {@code CALLBOARD_H2_USER} and {@code CALLBOARD_H2_PASSWORD} are needed
 * where those of the embedded database were changed.
 *
 * <p>Its exit status is 0 if everything was moved. Else nothing was, and the embedded database is
 * as it was in either case.
 */
final class Move {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger SCRIPTS = Logger.getLogger("org.flywaydb");

  private Move() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1 || arguments[0].isBlank()) {
      System.err.println("Give the embedded database's file: …/database.mv.db");
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
      System.err.println("Nothing was moved. SQLSTATE " + e.getSQLState());
    } catch (FlywayException e) {
      System.err.println(
          "Nothing was moved. PostgreSQL did not take the schema: " + e.getMessage());
    }
    return 1;
  }

  private static void tell(SortedMap<String, Long> moved) {
    moved.forEach((table, rows) -> System.out.printf("%10d  %s%n", rows, table));
    System.out.printf(
        "Moved %d rows of %d tables, and counted them.%n",
        moved.values().stream().mapToLong(Long::longValue).sum(), moved.size());
  }
}

package io.callboard.server;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PostgreSQL database of a run. Each part is Maven's property ({@code -Ddb.url}, which arrives
 * as {@code RUN_DB_URL}) or else the environment's ({@code CALLBOARD_DB_URL}): arguments are seen
 * by every user of the machine, so that a password is better kept in the environment.
 */
record RunDatabase(String url, String user, String password) {

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * Reads the environment of a run; absent when it names no PostgreSQL database.
   *
   * @throws CannotStart when Maven's property names another one
   */
  static Optional<RunDatabase> of(Map<String, String> environment) {
    String given = environment.getOrDefault("RUN_DB_URL", "");
    if (!given.isEmpty() && !given.startsWith(POSTGRESQL)) {
      throw new CannotStart("db.url must begin with " + POSTGRESQL);
    }
    return Optional.of(
            new RunDatabase(
                part(environment, "URL"), part(environment, "USER"), part(environment, "PASSWORD")))
        .filter(database -> database.url().startsWith(POSTGRESQL));
  }

  private static String part(Map<String, String> environment, String name) {
    return Stream.of("RUN_DB_", "CALLBOARD_DB_")
        .map(start -> environment.getOrDefault(start + name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  ServerSettings on(ServerSettings settings) {
    return settings.withDatabase(url, user, password);
  }

  /** Names the class and nothing else. */
  @Override
  public String toString() {
    return "RunDatabase";
  }
}

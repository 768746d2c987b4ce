package io.callboard.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL database of a run. Each part is Maven's property ({@code -Ddb.url}, which arrives
 * as {@code RUN_DB_URL}) or else the environment's ({@code CALLBOARD_DB_URL}): arguments are seen
 * by every user of the machine, so that a password is better kept in the environment.
 */
record RunDatabase(String url, String user, String password) {

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** What Maven hands on for a property that is not given. */
  private static final String NOT_GIVEN = "-";

  /**
   * Reads the environment of a run; absent when it names no PostgreSQL database.
   *
   * @throws CannotStart when address or user are given and empty, as {@code -Ddb.url=$UNSET} is, or
   *     when Maven's property names another database
   */
  static Optional<RunDatabase> of(Map<String, String> environment) {
    Optional<String> url = part(environment, "URL");
    Optional<String> user = part(environment, "USER");
    if (url.isEmpty() && given(environment, "RUN_DB_USER").isPresent()) {
      throw new CannotStart("-Ddb.user is set, but -Ddb.url is not: set both, or neither");
    }
    if (given(environment, "RUN_DB_URL").filter(it -> !it.startsWith(POSTGRESQL)).isPresent()) {
      throw new CannotStart("-Ddb.url must begin with " + POSTGRESQL);
    }
    return url.filter(it -> it.startsWith(POSTGRESQL))
        .map(it -> new RunDatabase(it, user.orElse(""), part(environment, "PASSWORD").orElse("")));
  }

  private static Optional<String> part(Map<String, String> environment, String name) {
    return given(environment, "RUN_DB_" + name)
        .or(() -> given(environment, "CALLBOARD_DB_" + name));
  }

  private static Optional<String> given(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, NOT_GIVEN);
    if (value.isBlank() && !variable.endsWith("PASSWORD")) {
      throw new CannotStart(
          "%s is empty. Omit it to use the embedded database, or set it to use PostgreSQL."
              .formatted(shown(variable)));
    }
    return Optional.of(value).filter(it -> !it.equals(NOT_GIVEN) && !it.isEmpty());
  }

  /** A property under the name that a person gives it. */
  private static String shown(String variable) {
    return variable.startsWith("RUN_DB_")
        ? "-Ddb." + variable.substring("RUN_DB_".length()).toLowerCase(Locale.ROOT)
        : variable;
  }

  ServerSettings on(ServerSettings settings) {
    return settings.withDatabase(url, user, password);
  }

  /** Returns where it is, without parameters, of which one may be a password. */
  String address() {
    return "PostgreSQL, " + url.split("\\?", 2)[0].substring(POSTGRESQL.length()).replace("//", "");
  }

  /** Names the class and nothing else. */
  @Override
  public String toString() {
    return "RunDatabase";
  }
}

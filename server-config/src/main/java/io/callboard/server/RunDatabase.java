package io.callboard.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL database of a run. Each part comes from Maven's property ({@code -Ddb.url}, which
 * arrives as {@code RUN_DB_URL}) or else from the environment ({@code CALLBOARD_DB_URL}). Every
 * user of the machine can read arguments, so the environment is the better place for a password.
 */
record RunDatabase(String url, String user, String password) {

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** The value that Maven passes for a property that is not set. */
  private static final String NOT_GIVEN = "-";

  /**
   * Reads the environment of a run; returns empty when it names no PostgreSQL database.
   *
   * @throws CannotStart when address or user are set but empty, as {@code -Ddb.url=$UNSET} is, or
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

  /** Returns the name under which a user sets the variable. */
  private static String shown(String variable) {
    return variable.startsWith("RUN_DB_")
        ? "-Ddb." + variable.substring("RUN_DB_".length()).toLowerCase(Locale.ROOT)
        : variable;
  }

  ServerSettings on(ServerSettings settings) {
    return settings.withDatabase(url, user, password);
  }

  /** Returns the address without parameters, because one of them may be a password. */
  String address() {
    return "PostgreSQL, " + withoutSecrets(url.substring(POSTGRESQL.length())).replace("//", "");
  }

  /** Returns an address without user and parameters; drivers accept passwords in both. */
  static String withoutSecrets(String url) {
    return url.split("[?;]", 2)[0].replaceFirst("//[^/]*@", "//");
  }

  /** Returns the class name only; the password is secret. */
  @Override
  public String toString() {
    return "RunDatabase";
  }
}

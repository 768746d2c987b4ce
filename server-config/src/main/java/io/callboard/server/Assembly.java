package io.callboard.server;

import java.nio.file.Path;

/**
 * The output of the build: an unpacked server, its configuration, and the application. All runs
 * share the unpacked server, and none writes to it. The application is the same for every kind of
 * server.
 *
 * @param kind {@value #WILDFLY} or {@value #LIBERTY}
 * @param home the server's home directory
 * @param configuration the directory of the scripts or files that prepare a server
 * @param libraries the directory of jars that the server itself lacks
 * @param application {@code callboard.ear}
 */
public record Assembly(
    String kind, Path home, Path configuration, Path libraries, Path application) {

  /** WildFly. */
  public static final String WILDFLY = "wildfly";

  /** Open Liberty. */
  public static final String LIBERTY = "liberty";

  /** Returns the assembly of a built {@code server-config} module with WildFly. */
  public static Assembly ofModule(Path module) {
    return ofModule(module, WILDFLY);
  }

  /** Returns the assembly of a built {@code server-config} module with that kind of server. */
  public static Assembly ofModule(Path module, String kind) {
    Path root = module.toAbsolutePath().normalize();
    Path target = root.resolve("target/assembly");
    Path home =
        switch (kind) {
          case WILDFLY -> target.resolve("wildfly");
          case LIBERTY -> target.resolve("wlp");
          default ->
              throw new CannotStart(
                  "-Dserver=%s is not valid: expected wildfly or liberty".formatted(kind));
        };
    return new Assembly(
        kind,
        home,
        root.resolve(kind),
        target.resolve(kind + "-lib"),
        target.resolve("callboard.ear"));
  }
}

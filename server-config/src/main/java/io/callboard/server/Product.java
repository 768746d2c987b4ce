package io.callboard.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that differ between the kinds of server. */
sealed interface Product permits WildFly, Liberty {

  /** Returns the product of an assembly. */
  static Product of(Assembly assembly) {
    return switch (assembly.kind()) {
      case Assembly.WILDFLY -> new WildFly(assembly);
      case Assembly.LIBERTY -> new Liberty(assembly);
      default -> throw new IllegalArgumentException("unknown kind of server: " + assembly.kind());
    };
  }

  /** Returns the product's name for people. */
  String name();

  /** Prepares a directory as a configured server with the application in it. */
  void prepare(ServerDirectory directory, ServerSettings settings);

  /** Returns the command line that runs the server in its own process. */
  List<String> command(ServerDirectory directory, ServerSettings settings);

  /** Returns the environment variables that the command needs in addition to the settings. */
  Map<String, String> environment(ServerDirectory directory, ServerSettings settings);

  /** Returns the server's log file. */
  Path log(ServerDirectory directory);

  /** Returns the file of the embedded database. */
  Path database(ServerDirectory directory);

  /**
   * Returns why the server did not deploy the application; empty while deployment may still
   * succeed.
   */
  Optional<String> refusal(ServerDirectory directory);

  /** Returns the management console; empty if the server has none. */
  Optional<Console> console(ServerDirectory directory, ServerSettings settings);

  /**
   * A management console, to which {@code admin} signs in.
   *
   * @param port its port on loopback
   * @param password the file with the password
   */
  record Console(int port, Path password) {}
}

package io.callboard.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one kind of server does in its own way; whatever any server does is done elsewhere. */
sealed interface Product permits WildFly, Liberty {

  /** The product of an assembly. */
  static Product of(Assembly assembly) {
    return switch (assembly.kind()) {
      case Assembly.WILDFLY -> new WildFly(assembly);
      case Assembly.LIBERTY -> new Liberty(assembly);
      default -> throw new IllegalArgumentException("unknown kind of server: " + assembly.kind());
    };
  }

  /** The name that people know it by. */
  String name();

  /** Makes a directory one of a configured server with the application in it. */
  void prepare(ServerDirectory directory, ServerSettings settings);

  /** The command line that runs the server in its own process. */
  List<String> command(ServerDirectory directory, ServerSettings settings);

  /** What the command needs in its environment besides the settings. */
  Map<String, String> environment(ServerDirectory directory, ServerSettings settings);

  /** The server's log. */
  Path log(ServerDirectory directory);

  /** Returns the file of the embedded database. */
  Path database(ServerDirectory directory);

  /** Why the server did not deploy the application, absent as long as it may yet. */
  Optional<String> refusal(ServerDirectory directory);

  /** Returns the management console, if there is one. */
  Optional<Console> console(ServerDirectory directory, ServerSettings settings);

  /**
   * A management console, to which {@code admin} signs in.
   *
   * @param port on loopback
   * @param password the file with the password
   */
  record Console(int port, Path password) {}
}

package io.callboard.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a run.
 *
 * @param settings the settings the server is started with
 * @param database the PostgreSQL database, empty for the embedded one
 * @param administrator the password in {@code CALLBOARD_ADMIN_PASSWORD}, empty without one
 * @param resets whether Callboard takes that password although it has users
 */
record RunOptions(
    ServerSettings settings, Optional<RunDatabase> database, String administrator, boolean resets) {

  private static final Map<String, String> DEMONSTRATION =
      Map.of(
          "CALLBOARD_SOURCES", "filmmakers,mediastream,waymark",
          "CALLBOARD_SOURCES_FILMMAKERS_SECRETS", "demo-filmmakers-key",
          "CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", "demo-mediastream-secret",
          "CALLBOARD_SOURCES_WAYMARK_SECRETS", "demo-waymark-secret");

  /**
   * Reads Maven's properties and the environment.
   *
   * @param kind the kind of server, which has a directory of its own in the data directory
   * @param clone the directory that a relative data directory is resolved against
   * @throws CannotStart when one of them cannot be used
   */
  static RunOptions of(
      String kind, Map<String, String> properties, Map<String, String> environment, Path clone) {
    InetAddress address = address(properties.getOrDefault("bind.address", ""));
    Optional<RunDatabase> database = RunDatabase.of(environment);
    ServerSettings settings =
        new ServerSettings(
            data(clone, properties.getOrDefault("data.dir", "")).resolve(kind),
            properties.getOrDefault("bind.address", ""),
            offset(properties.getOrDefault("port.offset", "")),
            demonstrates(address, environment) ? DEMONSTRATION : Map.of());
    return new RunOptions(
        database.map(it -> it.on(settings)).orElse(settings),
        database,
        environment.getOrDefault("CALLBOARD_ADMIN_PASSWORD", ""),
        environment.getOrDefault("CALLBOARD_ADMIN_RESET", "").equals("true"));
  }

  private static boolean demonstrates(InetAddress address, Map<String, String> environment) {
    boolean configured =
        environment.keySet().stream().anyMatch(name -> name.startsWith("CALLBOARD_SOURCES"));
    return !configured && address.isLoopbackAddress();
  }

  private static InetAddress address(String text) {
    try {
      if (!text.isBlank()) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // Refused below, like an empty text.
    }
    throw new CannotStart(
        "-Dbind.address=%s is not valid: expected an address of this machine, such as 127.0.0.1"
            .formatted(text));
  }

  private static int offset(String text) {
    if (text.matches("[0-9]{1,5}")) {
      int offset = Integer.parseInt(text);
      if (offset <= ServerSettings.HIGHEST_OFFSET) {
        return offset;
      }
    }
    throw new CannotStart(
        "-Dport.offset=%s is not valid: expected a whole number from 0 to %d"
            .formatted(text, ServerSettings.HIGHEST_OFFSET));
  }

  private static Path data(Path clone, String text) {
    try {
      if (!text.isBlank()) {
        return clone.resolve(text);
      }
    } catch (InvalidPathException e) {
      // Refused below, like an empty text.
    }
    throw new CannotStart("-Ddata.dir=%s is not valid: expected a directory".formatted(text));
  }

  /** Returns the directory only; passwords are secret. */
  @Override
  public String toString() {
    return "RunOptions[" + settings.directory() + "]";
  }
}

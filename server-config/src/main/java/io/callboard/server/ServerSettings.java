package io.callboard.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings one server is started with.
 *
 * @param directory the server's own directory: configuration, database, journal, logs
 * @param bindAddress the address of HTTP and HTTPS; the management port stays on loopback
 * @param portOffset added to every port
 * @param environment added to the environment of this process; {@code CALLBOARD_*} are MicroProfile
 *     Config keys
 */
public record ServerSettings(
    Path directory, String bindAddress, int portOffset, Map<String, String> environment) {

  static final int HIGHEST_OFFSET = 50_000;

  public ServerSettings {
    if (portOffset < 0 || portOffset > HIGHEST_OFFSET) {
      throw new IllegalArgumentException(
          "port.offset must be from 0 to " + HIGHEST_OFFSET + ", but is " + portOffset);
    }
    directory = directory.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  /** Returns the settings of a server on loopback with the embedded database. */
  public static ServerSettings onLoopback(Path directory, int portOffset) {
    return new ServerSettings(directory, "127.0.0.1", portOffset, Map.of());
  }

  /** Returns these settings with one more environment variable. */
  public ServerSettings with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new ServerSettings(directory, bindAddress, portOffset, more);
  }

  /** Returns these settings with a PostgreSQL database instead of the embedded one. */
  public ServerSettings withDatabase(String url, String user, String password) {
    return with("CALLBOARD_DB_DRIVER", "callboard-postgresql")
        .with("CALLBOARD_DB_URL", withDriverSettings(url))
        .with("CALLBOARD_DB_USER", user)
        .with("CALLBOARD_DB_PASSWORD", password);
  }

  int httpPort() {
    return 8080 + portOffset;
  }

  int httpsPort() {
    return 8443 + portOffset;
  }

  int managementPort() {
    return 9990 + portOffset;
  }

  /** Returns the address at which a caller on this machine reaches the server. */
  String callerAddress() {
    return switch (bindAddress) {
      case "0.0.0.0", "::" -> "127.0.0.1";
      default -> bindAddress.contains(":") ? "[" + bindAddress + "]" : bindAddress;
    };
  }

  /**
   * Adds the driver's settings to the address: one multi-row statement instead of many, and error
   * texts without row values, which must not appear in logs.
   */
  private static String withDriverSettings(String url) {
    return with(with(url, "reWriteBatchedInserts", "true"), "logServerErrorDetail", "false");
  }

  private static String with(String url, String setting, String value) {
    return url.contains(setting + "=")
        ? url
        : url + (url.contains("?") ? "&" : "?") + setting + "=" + value;
  }
}

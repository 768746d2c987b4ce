package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** docs/liberty.md, followed literally on a server created by Liberty's own command. */
@Tag("liberty")
@Tag("own-server")
class CreatedLibertyIT {
  private static final int OFFSET = ServerUnderTest.PORT_OFFSET;

  @Test
  void thePageInstallsCallboardNamesItsPasswordAndRemovesIt(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Path home = Assembly.ofModule(Path.of(""), Assembly.LIBERTY).home();
    Path server = directory.resolve("servers/callboard");
    AdministratorsShell shell =
        new AdministratorsShell(
            directory,
            "docs/liberty.md",
            CreatedLibertyIT.class,
            Map.of(
                "WLP", home.toString(),
                "WLP_USER_DIR", directory.toString(),
                "SERVER", server.toString()));
    shell.next(); // server create
    moveItsPorts(server.resolve("server.xml"));
    try {
      shell.next(); // application, configuration, jars, password
      shell.next(); // server.xml
      shell.next(); // server.env
      shell.next(); // server start
      InstalledCallboard callboard = new InstalledCallboard(9080 + OFFSET);
      callboard.await("callboard/ready", 200);
      callboard.awaitPassword(server.resolve("callboard/callboard-admin-password"));
      String password = shell.next();
      assertThat(callboard.status("admin", password)).isEqualTo(200);
      assertThat(callboard.status("admin", password + "x")).isEqualTo(401);
      shell.next(); // server stop, and removal
      assertThat(shell.isDone()).isTrue();
    } finally {
      stop(home, directory);
    }
    assertThat(Files.readString(server.resolve("server.xml"))).doesNotContain("callboard.xml");
    assertThat(server.resolve("callboard")).exists();
    assertThat(server.resolve("callboard/callboard-admin-password")).exists();
    assertThat(Files.readString(server.resolve("server.env"))).contains("CALLBOARD_SOURCES=");
  }

  /**
   * Stops the server, wherever the test failed. The command does nothing if the server is not
   * running.
   */
  private static void stop(Path home, Path user) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(home.resolve("bin/server").toString(), "stop", "callboard");
    command.environment().put("WLP_USER_DIR", user.toString());
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    command.inheritIO().start().waitFor();
  }

  private static void moveItsPorts(Path configuration) throws Exception {
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("\"9080\"", "\"" + (9080 + OFFSET) + "\"")
            .replace("\"9443\"", "\"" + (9443 + OFFSET) + "\""));
  }
}

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** docs/wildfly.md, followed literally on a freshly unpacked WildFly. */
@Tag("wildfly")
@Tag("own-server")
class CreatedWildFlyIT {
  private static final int OFFSET = ServerUnderTest.PORT_OFFSET;

  @Test
  void thePageInstallsCallboardNamesItsPasswordAndRemovesIt(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Path home = unpacked(directory);
    AdministratorsShell shell =
        new AdministratorsShell(
            directory,
            "docs/wildfly.md",
            CreatedWildFlyIT.class,
            Map.of("JBOSS_HOME", home.toString()));
    Process server = start(home, directory);
    try {
      InstalledCallboard callboard = new InstalledCallboard(8080 + OFFSET);
      callboard.await("", 200);
      assertThat(shell.next()).contains("\"" + Runtime.version().feature() + "\"");
      shell.next(); // the driver
      shell.next(); // install.cli
      shell.next(); // the application
      callboard.await("callboard/ready", 200);
      callboard.awaitPassword(home.resolve("standalone/data/callboard-admin-password"));
      String password = shell.next();
      assertThat(callboard.status("admin", password)).isEqualTo(200);
      assertThat(callboard.status("admin", password + "x")).isEqualTo(401);
      shell.next(); // remove.cli
      callboard.await("callboard/ready", 404);
      assertThat(shell.isDone()).isTrue();
      assertThat(home.resolve("standalone/data/callboard")).exists();
      assertThat(home.resolve("standalone/data/callboard-admin-password")).exists();
      assertThat(home.resolve("standalone/configuration/callboard-broker-users")).exists();
      assertThat(home.resolve("modules/io/callboard")).exists();
      assertThat(Files.readString(home.resolve("standalone/configuration/standalone-full.xml")))
          .doesNotContain("callboard");
    } finally {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
      server.waitFor();
    }
  }

  /** Returns a copy of the assembly's WildFly, without the driver. */
  private static Path unpacked(Path directory) throws Exception {
    Path home = directory.resolve("wildfly");
    Path original = Assembly.ofModule(Path.of("")).home();
    Process copy =
        new ProcessBuilder("cp", "-R", original.toString(), home.toString()).inheritIO().start();
    assertThat(copy.waitFor()).isZero();
    Process removal =
        new ProcessBuilder("rm", "-r", home.resolve("modules/io").toString()).inheritIO().start();
    assertThat(removal.waitFor()).isZero();
    Path client = home.resolve("bin/jboss-cli.xml");
    Files.writeString(
        client, Files.readString(client).replace("<port>9990<", "<port>" + (9990 + OFFSET) + "<"));
    return home;
  }

  private static Process start(Path home, Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin/standalone.sh").toString(),
                "-c",
                "standalone-full.xml",
                "-Djboss.socket.binding.port-offset=" + OFFSET)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CALLBOARD_SOURCES", "filmmakers");
    builder.environment().put("CALLBOARD_SOURCES_FILMMAKERS_SECRETS", "only-for-this-test");
    builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    return builder.start();
  }
}

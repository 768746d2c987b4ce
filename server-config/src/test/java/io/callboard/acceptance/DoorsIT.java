package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.Assembly;
import io.callboard.server.ServerUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The accesses that a run leaves open: ports, paths outside Callboard, files. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedServer.class)
class DoorsIT {
  private static final int HTTPS = 8443 - 8080;
  private static final int MANAGEMENT = 9990 - 8080;
  private static final Set<PosixFilePermission> OWNERS_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private final Callboard callboard;
  private final Path directory;
  private final boolean isWildFly = ServerUnderTest.assembly().kind().equals(Assembly.WILDFLY);

  DoorsIT(Callboard callboard) {
    this.callboard = callboard;
    this.directory = callboard.log().resolve("../..").normalize();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void listensOnTheNamedPortsAlone() throws IOException {
    String pid = Files.readAllLines(directory.resolve("server.pid")).getFirst();
    int http = callboard.base().getPort();

    assertThat(new ListeningPorts(pid).find())
        .isEqualTo(
            isWildFly ? Set.of(http, http + HTTPS, http + MANAGEMENT) : Set.of(http, http + HTTPS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/management",
        "/metrics",
        "/wildfly-services",
        "/wildfly-services/ejb/v1/open",
        "/wildfly-services/naming/v1/lookup/x",
        "/wildfly-services/txn/v1/ut/begin",
        "/adminCenter",
        "/ibm/api",
        "/ibm/api/docs",
        "/ibm/api/explorer",
        "/IBMJMXConnectorREST",
        "/h2-console"
      })
  void hasNothingBesideCallboard(String path) {
    assertThat(status(path)).isEqualTo(404);
  }

  @Test
  void hasTheServersOwnAddressesThatAreNamed() {
    assertThat(status("/openapi")).isEqualTo(200);
    assertThat(status("/health")).isEqualTo(isWildFly ? 404 : 200);
  }

  /** WildFly redirects to its console on the management port; this cannot be disabled. */
  @Test
  void pointsToTheConsoleOfTheServerAtMost() {
    assertThat(status("/console")).isEqualTo(isWildFly ? 302 : 404);
  }

  /** WildFly would answer each of these with 101 and switch to another protocol. */
  @ParameterizedTest
  @CsvSource({
    "jboss-remoting, Sec-JbossRemoting-Key",
    "activemq-remoting, Sec-ActiveMQRemoting-Key"
  })
  void speaksNothingButHttpOnThePortOfTheHooks(String protocol, String key) throws IOException {
    String request =
        """
        GET / HTTP/1.1
        Host: callboard
        Connection: Upgrade
        Upgrade: %s
        %s: MDEyMzQ1Njc4OUFCQ0RFRg==

        """
            .formatted(protocol, key)
            .replace("\n", "\r\n");

    try (Socket socket = new Socket(callboard.base().getHost(), callboard.base().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void keepsItsFilesForItsOwnerAlone() throws IOException {
    assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(OWNERS_DIRECTORY);
    List<String> open = new ArrayList<>();
    for (String kept : List.of("data", "log")) {
      Files.walkFileTree(directory.resolve(kept), new OpenToOthers(open));
    }

    assertThat(open).isEmpty();
  }

  @Test
  @Tag("wildfly")
  void hasAPasswordOfItsOwnForTheConsole() throws Exception {
    String users = Files.readString(directory.resolve("configuration/mgmt-users.properties"));
    String password = Files.readString(directory.resolve("console-password")).strip();

    assertThat(users).contains(digest(password)).doesNotContain(digest(SharedServer.PASSWORD));
  }

  private int status(String path) {
    return callboard.request("GET", path, Map.of(), new byte[0]).status();
  }

  /** Hashes a password in the format of WildFly's realm of management users. */
  private static String digest(String password) throws Exception {
    byte[] text = ("admin:ManagementRealm:" + password).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
  }

  /** Collects the files that the owner's group or others may read, write or enter. */
  private static final class OpenToOthers extends SimpleFileVisitor<Path> {
    private final List<String> found;

    OpenToOthers(List<String> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      return visitFile(path, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      if (!permissions.endsWith("------")) {
        found.add(permissions + " " + path);
      }
      return FileVisitResult.CONTINUE;
    }

    /** Skips a file that the server has removed; nobody can open it. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

  @TempDir private Path data;

  @Test
  void keepsASecretForItsOwnerOnly() throws Exception {
    ServerDirectory directory = ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);

    String secret = directory.secret("admin-password", 12);

    assertThat(secret).hasSize(24).isEqualTo(directory.secret("admin-password", 12));
    assertThat(Files.getPosixFilePermissions(directory.path("admin-password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void refusesTheDataOfAnotherKindOfServer() throws Exception {
    Files.writeString(data.resolve("server-kind"), "liberty");

    assertThatThrownBy(() -> ServerDirectory.open(data, Assembly.WILDFLY))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("liberty")
        .hasMessageContaining("-Ddata.dir=");
    assertThatThrownBy(() -> ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY))
        .isInstanceOf(CannotStart.class);
  }

  @Test
  void refusesWildFlysDataToLiberty() {
    ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);

    assertThatThrownBy(() -> ServerDirectory.open(data.resolve("wildfly"), Assembly.LIBERTY))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("wildfly");
    assertThat(ServerDirectory.open(data.resolve("liberty"), Assembly.LIBERTY).preparedBy())
        .isEmpty();
  }

  @Test
  void namesTheServerThatAlreadyRuns() throws Exception {
    ServerDirectory directory = ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);
    ProcessMark mark = new ProcessMark(directory);
    Process server = new ProcessBuilder("sleep", "60").start();
    mark.write(server.toHandle(), "http://127.0.0.1:8080");

    try {
      assertThatThrownBy(mark::refuseRunning)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("process " + server.pid())
          .hasMessageContaining("http://127.0.0.1:8080");
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void startsAfterAServerThatWasKilled() {
    ServerDirectory directory = ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);
    long pid = ProcessHandle.current().pid();
    directory.write("server.pid", pid + "\n2001-01-01T00:00:00Z\nhttp://127.0.0.1:8080");

    new ProcessMark(directory).refuseRunning();

    assertThat(directory.read("server.pid")).isPresent();
  }

  @Test
  void refusesAPathThatIsNoDirectory() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "");

    assertThatThrownBy(() -> ServerDirectory.open(file, Assembly.WILDFLY))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "Cannot store a server's data in %s (%s is not a directory). Choose another directory"
                + " with -Ddata.dir=",
            file, file);
    assertThatThrownBy(() -> ServerDirectory.open(file.resolve("wildfly"), Assembly.WILDFLY))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("(Not a directory)");
  }

  @Test
  void knowsADatabaseThatItReachedOnce() {
    ServerDirectory directory = ServerDirectory.open(data.resolve("wildfly"), Assembly.WILDFLY);
    KnownDatabases known = new KnownDatabases(directory);

    known.add("PostgreSQL, host/callboard");
    known.add("H2, /data/database.mv.db");

    assertThat(known.contains("PostgreSQL, host/callboard")).isTrue();
    assertThat(known.contains("PostgreSQL, host/other")).isFalse();
  }
}

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  private static final String WILDFLY =
      "2026-11-30 14:05:00,123 INFO  [io.callboard.Some] (ServerService Thread Pool -- 92) ";
  private static final String LIBERTY =
      "[11/30/26, 14:05:00:123 UTC] 0000002a io.callboard.Some                             I ";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void anEarlierStart() throws Exception {
    file = directory.resolve("server.log");
    write(WILDFLY + "Sources in force: earlier");
  }

  @Test
  void readsWhatWasWrittenSinceTheStart() throws Exception {
    ServerLog log = ServerLog.from(file);

    assertThat(log.sources()).isEmpty();

    write(WILDFLY + "Sources in force: filmmakers, my-source");

    assertThat(log.sources()).contains(List.of("filmmakers", "my-source"));
  }

  @Test
  void readsALogThatTheServerBeganAnew() throws Exception {
    ServerLog log = ServerLog.from(file);
    Files.move(file, directory.resolve("server.log.1"));
    write(LIBERTY + "Sources in force: none");

    assertThat(log.sources()).contains(List.of());
  }

  @Test
  void namesEachUnusableSettingOnce() throws Exception {
    Files.delete(file);
    ServerLog log = ServerLog.from(file);
    String first = "callboard.sources.foo.provider: expected one of filmmakers, waymark";
    String second = "callboard.public-url: expected https:// and a host";
    write("Caused by: java.lang.IllegalArgumentException: " + second);
    write("Caused by: io.callboard.UnusableConfiguration: Callboard's settings cannot be used:");
    write("  " + first);
    write("  " + second);
    write("\tat io.callboard.Some.read(Some.java:1)");
    write("  " + second + " com.ibm.ejs.container.Some 70\" at ffdc_26.11.30.log");
    write("{\"WFLYCTL0080\" => {\"x\" => \"settings cannot be used:\\n  " + first + "\"}}");

    assertThat(log.unusableSettings()).containsExactly(first, second);
  }

  @Test
  void namesTheSourcesWithSecretsThatEverybodyKnows() throws Exception {
    write(
        LIBERTY.replace(" I ", " W ")
            + "callboard.sources.waymark.secrets: a demonstration secret that everybody knows");

    assertThat(ServerLog.from(directory.resolve("other")).demonstrationSources()).isEmpty();
    assertThat(new ServerLog(file, null, 0).demonstrationSources()).containsExactly("waymark");
  }

  @Test
  void saysWhichDatabaseAnswers() throws Exception {
    write(WILDFLY + "The database is H2 2.2.224 at jdbc:h2:file:/data/callboard/database");
    assertThat(new ServerLog(file, null, 0).database())
        .contains("H2 2.2.224, /data/callboard/database.mv.db");

    write(LIBERTY + "The database is PostgreSQL 18.4 at jdbc:postgresql://127.0.0.1:5432/cb");
    assertThat(new ServerLog(file, null, 0).database())
        .contains("PostgreSQL 18.4, 127.0.0.1:5432/cb");
  }

  private void write(String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}

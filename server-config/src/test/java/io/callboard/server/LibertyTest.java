package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibertyTest {

  @TempDir private Path data;
  private ServerDirectory directory;
  private ServerSettings settings;
  private Path application;
  private Liberty liberty;

  @BeforeEach
  void lay() throws Exception {
    application = Files.writeString(data.resolve("callboard.ear"), "release 1");
    directory = ServerDirectory.open(data.resolve("liberty"), Assembly.LIBERTY);
    settings = ServerSettings.onLoopback(data.resolve("liberty"), 400);
    liberty =
        new Liberty(
            new Assembly(
                Assembly.LIBERTY, data, Path.of("liberty"), data.resolve("lib"), application));
  }

  @Test
  void keepsWhatTheServerMadeOfTheSameApplicationOnly() throws Exception {
    liberty.prepare(directory, settings);
    Path made = directory.path("servers/callboard/workarea/made");
    Files.createDirectories(made);

    liberty.prepare(directory, settings);
    assertThat(made).exists();

    Files.writeString(application, "release 2");
    liberty.prepare(directory, settings);
    assertThat(made).doesNotExist();
    assertThat(directory.path("servers/callboard/apps/callboard.ear")).hasContent("release 2");
  }

  @Test
  void keepsItsSecretsFromOneStartToTheNext() {
    liberty.prepare(directory, settings);
    String secret = directory.secret("servers/callboard/variables/callboard.broker.password", 24);

    liberty.prepare(directory, settings);

    assertThat(directory.read("servers/callboard/variables/callboard.broker.password"))
        .contains(secret);
  }

  @Test
  void saysWhyTheServerDidNotStartTheApplication() {
    assertThat(liberty.refusal(directory)).isEmpty();

    directory.write("console.log", "[AUDIT   ] fine\n[ERROR   ] CWWKZ0002E: The reason\n");
    assertThat(liberty.refusal(directory)).contains("[ERROR   ] CWWKZ0002E: The reason");
  }

  @Test
  void movesItsPortsByTheOffset() {
    assertThat(liberty.environment(directory, settings))
        .containsEntry("CALLBOARD_HTTP_PORT", "8480")
        .containsEntry("CALLBOARD_HTTPS_PORT", "8843");
    assertThat(liberty.console(directory, settings)).isEmpty();
  }
}

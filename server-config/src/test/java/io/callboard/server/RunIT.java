package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -Prun}, with a separate JVM in the place of Maven's. */
@Tag("own-server")
class RunIT {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String READY = "Ctrl-C stops it.";
  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
  private static final Pattern PASSWORD = Pattern.compile("admin, password ([0-9a-f]{24}) ");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private Path output;

  @BeforeEach
  void prepareWhatRunsItInTheForeground() throws Exception {
    Process prepared =
        new ProcessBuilder(JAVA, "build/Foreground.java", directory.toString())
            .directory(MODULE.resolve("..").toFile())
            .inheritIO()
            .start();
    assertThat(prepared.waitFor()).isZero();
    output = directory.resolve("output");
  }

  @Test
  void theFirstHourOfARun() throws Exception {
    refusesUnusableSettings();
    tellsTheTruth();
  }

  private void refusesUnusableSettings() throws Exception {
    Process run =
        start(
            Map.of(
                "CALLBOARD_SOURCES", "filmmakers,foo",
                "CALLBOARD_SOURCES_FILMMAKERS_SECRETS", "a key of Filmmakers",
                "CALLBOARD_SOURCES_FILMMAKERS_TOLERANCE", "3days",
                "CALLBOARD_SOURCES_FOO_SIGNATURE", "none",
                "CALLBOARD_INTAKE_MAX_BODY", "much"));

    assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(run.exitValue()).isEqualTo(1);
    assertThat(Files.readString(output))
        .endsWith(
            """

            Callboard does not start with these settings:
            callboard.sources.filmmakers.tolerance: expected an ISO 8601 duration such as PT5M or P3D
            callboard.sources.foo.provider: expected one of filmmakers, mediastream, signed, waymark
            callboard.intake.max-body: expected a number of bytes from 1 to 16777216
            """);
  }

  private void tellsTheTruth() throws Exception {
    Process run = start(Map.of());
    String block = ready(run);

    try (AddressProbe probe = new AddressProbe()) {
      List<URI> addresses = ADDRESS.matcher(block).results().map(RunIT::address).toList();
      assertThat(addresses).hasSizeGreaterThanOrEqualTo(4);
      assertThat(addresses).allMatch(address -> probe.ask(address).status() == 200);
    }
    String password =
        PASSWORD.matcher(block).results().map(it -> it.group(1)).findFirst().orElseThrow();
    assertThat(signIn(password)).isEqualTo(200);
    assertThat(block)
        .contains("  Sources       filmmakers, mediastream, waymark\n")
        .contains("with demonstration secrets, which are public")
        .containsPattern("  Database      H2 [0-9.]+, " + directory + "\\S+database.mv.db\n");
    refusesASecondServer();
    stop(run);
  }

  private void refusesASecondServer() throws Exception {
    Path first = output;
    output = directory.resolve("second");
    Process second = start(Map.of());
    assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(Files.readString(output).lines().toList().getLast())
        .startsWith("A server already runs on " + directory);
    output = first;
  }

  /** Waits for the run's block and returns the output. */
  private String ready(Process run) throws Exception {
    while (!Files.readString(output).contains(READY)) {
      assertThat(run.isAlive()).as(Files.readString(output)).isTrue();
      Thread.sleep(100);
    }
    return Files.readString(output);
  }

  /** Stops the run; the prompt returns only after the server has ended. */
  private void stop(Process run) throws Exception {
    List<ProcessHandle> processes = run.descendants().toList();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(2);

    run.destroy();

    assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.readString(output)).endsWith("\nCallboard has stopped.\n");
  }

  private int signIn(String password) {
    try (AddressProbe probe = new AddressProbe()) {
      URI sources =
          URI.create(
              "http://127.0.0.1:"
                  + (8080 + ServerUnderTest.PORT_OFFSET)
                  + "/callboard/api/v1/sources");
      return probe.ask(sources, Administrator.Password.given(password)).status();
    }
  }

  private static URI address(MatchResult found) {
    return URI.create(found.group());
  }

  private Process start(Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-cp", classPath(), "Foreground", "run"));
    command.add(MODULE.toString());
    command.addAll(List.of("RUN_DB_URL=-", "RUN_DB_USER=-", "RUN_DB_PASSWORD=-", "--"));
    command.add("-Dserver=" + ServerUnderTest.assembly().kind());
    command.add("-Dport.offset=" + ServerUnderTest.PORT_OFFSET);
    command.add("-Dbind.address=127.0.0.1");
    command.add("-Ddata.dir=" + directory);
    command.add("io.callboard.server.Run");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CALLBOARD_"));
    builder.environment().putAll(environment);
    return builder.redirectOutput(output.toFile()).start();
  }

  private String classPath() {
    return directory + ":" + MODULE.resolve("target/classes");
  }
}

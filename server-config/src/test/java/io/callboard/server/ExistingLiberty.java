package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An Open Liberty that was set up before Callboard and is restarted after each change. */
final class ExistingLiberty {
  private static final String NAME = "existing";
  static final String KEYSTORE_PASSWORD = "only-for-this-test";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Assembly assembly;
  private final ServerSettings settings;
  private @Nullable Process process;

  ExistingLiberty(Assembly assembly, ServerSettings settings) {
    this.assembly = assembly;
    this.settings = settings;
  }

  /** Returns the server's directory, which contains {@code server.xml}. */
  Path directory() {
    return settings.directory().resolve("servers").resolve(NAME);
  }

  /** Copies the files that the documentation lists, and writes the broker's password. */
  void copyCallboard(String brokerPassword) throws IOException {
    Files.copy(
        assembly.configuration().resolve("callboard.xml"), directory().resolve("callboard.xml"));
    Files.createDirectories(directory().resolve("apps"));
    Files.copy(assembly.application(), directory().resolve("apps/callboard.ear"));
    try (Stream<Path> files = Files.walk(assembly.libraries())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path relative = assembly.libraries().relativize(file);
        Files.copy(file, directory().resolve("callboard-lib").resolve(relative));
      }
    }
    Files.createDirectories(directory().resolve("variables"));
    Files.writeString(directory().resolve("variables/callboard.broker.password"), brokerPassword);
  }

  /** Starts the server and waits until an application answers. */
  void start(String application) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(LibertyCommand.server(assembly.home(), NAME))
            .directory(directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(settings.directory().resolve("console.log").toFile());
    builder.environment().put("WLP_USER_DIR", settings.directory().toString());
    builder.environment().put("keystore_password", KEYSTORE_PASSWORD);
    builder.environment().putAll(settings.environment());
    process = builder.start();
    Instant limit = Instant.now().plus(START_LIMIT);
    while (!answers(application)) {
      if (Instant.now().isAfter(limit)) {
        throw new IllegalStateException(application + " does not answer");
      }
      Thread.sleep(500);
    }
  }

  /** Writes a {@code server.xml} with these lines. */
  void configure(String... lines) throws IOException {
    Files.writeString(
        directory().resolve("server.xml"),
        """
        <server>
          <httpEndpoint id="defaultHttpEndpoint" httpPort="%d" httpsPort="%d"/>
          %s
        </server>
        """
            .formatted(settings.httpPort(), settings.httpsPort(), String.join("\n  ", lines)));
  }

  /** Runs a shell command in the server's directory and returns its output. */
  String shell(String command, String input) throws Exception {
    return printed(input, "sh", "-c", command);
  }

  /**
   * Runs one of the server's commands in a terminal, because it prompts for missing arguments;
   * returns its output.
   */
  String terminal(String command, String input) throws Exception {
    return printed(input, "script", "-qec", "sh " + assembly.home().resolve(command), "/dev/null");
  }

  private String printed(String input, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    process.outputWriter().append(input).close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).describedAs(printed).isZero();
    return printed;
  }

  String get(String path, String... query) throws IOException, InterruptedException {
    return new Neighbour(settings.httpPort()).get(path, query);
  }

  void stop() throws InterruptedException {
    Process running = Objects.requireNonNull(process, "not started");
    running.destroy();
    if (!running.waitFor(1, TimeUnit.MINUTES)) {
      running.destroyForcibly();
    }
  }

  private boolean answers(String application) throws InterruptedException {
    try {
      return !get(application).startsWith("status");
    } catch (IOException e) {
      return false;
    }
  }
}

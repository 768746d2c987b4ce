package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A WildFly set up by its administrator, who uses the command line interface while it runs. */
final class ExistingWildFly {

  private final Assembly assembly;
  private final ServerSettings settings;
  private final Process process;

  private ExistingWildFly(Assembly assembly, ServerSettings settings, Process process) {
    this.assembly = assembly;
    this.settings = settings;
    this.process = process;
  }

  static ExistingWildFly start(Assembly assembly, ServerSettings settings) throws Exception {
    ServerDirectory.open(settings.directory(), Assembly.WILDFLY)
        .replace("configuration", assembly.home().resolve("standalone/configuration"));
    ProcessBuilder builder =
        new ProcessBuilder(WildFlyCommand.server(assembly.home(), settings, "existing"))
            .redirectErrorStream(true)
            .redirectOutput(settings.directory().resolve("console.log").toFile());
    builder.environment().putAll(settings.environment());
    ExistingWildFly server = new ExistingWildFly(assembly, settings, builder.start());
    server.awaitAnswer();
    return server;
  }

  /** Runs a script as the administrator would, and returns its output. */
  String run(Path script) throws Exception {
    return cli("--file=" + script);
  }

  String command(String command) throws Exception {
    return cli("--command=" + command);
  }

  /** Types lines into the command line interface and returns its output. */
  String type(List<String> lines) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                assembly.home().resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--controller=127.0.0.1:" + settings.managementPort())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // A history file would be written to this directory.
    builder.environment().put("JAVA_OPTS", "-Duser.home=" + settings.directory());
    Process cli = builder.start();
    cli.outputWriter().append(String.join("\n", lines)).append('\n').close();
    String printed = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(cli.waitFor()).describedAs(printed).isZero();
    return printed;
  }

  /** Returns the whole configuration from the management model. */
  String model() throws Exception {
    return command("/:read-resource(recursive=true)");
  }

  String get(String path, String... query) throws IOException, InterruptedException {
    return new Neighbour(settings.httpPort()).get(path, query);
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }

  private String cli(String argument) throws Exception {
    List<String> command =
        new ArrayList<>(
            WildFlyCommand.cli(
                assembly.home(),
                "--connect",
                "--controller=127.0.0.1:" + settings.managementPort()));
    command.add("--output-json");
    command.add(argument);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JBOSS_HOME", assembly.home().toString());
    Path output = Files.createTempFile(settings.directory(), "cli", ".out");
    Process cli = builder.redirectOutput(output.toFile()).start();
    int status = cli.waitFor();
    String printed = Files.readString(output);
    assertThat(status).describedAs("%s printed%n%s", argument, printed).isZero();
    return printed;
  }

  private void awaitAnswer() throws InterruptedException {
    Instant limit = Instant.now().plus(Duration.ofMinutes(2));
    while (!answers() && Instant.now().isBefore(limit)) {
      Thread.sleep(250);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return get("").contains("WildFly");
    } catch (IOException e) {
      return false;
    }
  }
}

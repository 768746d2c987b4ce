package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.Assembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The command line interface of a running WildFly, as its administrator uses it. */
record WildFlyManagement(Assembly assembly, Path directory, int port) implements Management {
  private static final Duration SUSPENDED = Duration.ofSeconds(3);

  @Override
  public long messages(String queue) {
    String answer =
        run(
            "/subsystem=messaging-activemq/server=callboard/jms-queue="
                + queue
                + ":read-attribute(name=message-count)");
    return Server.parsed(answer).path("result").asLong(-1);
  }

  @Override
  public void suspendForAWhile() {
    run(":suspend");
    Server.pause(SUSPENDED);
    run(":resume");
  }

  @Override
  public void open() {
    // WildFly can be queried without further configuration.
  }

  @Override
  public void admitAgent() {
    // A system property that comes with the agent's rules makes the agent visible.
  }

  @Override
  public void deploy(String name, Path application) {
    Path deployments = directory.resolve("deployments");
    try {
      Files.createDirectories(deployments);
      Files.copy(application, deployments.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path brokerPassword() {
    return directory.resolve("broker-password");
  }

  @Override
  public String names() {
    return "java:/";
  }

  private String run(String command) {
    Path home = assembly.home();
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djboss.home.dir=" + home,
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.cli",
            "--connect",
            "--controller=127.0.0.1:" + port,
            "--output-json",
            "--command=" + command);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).describedAs(answer).isZero();
      return answer.substring(Math.max(0, answer.indexOf('{')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

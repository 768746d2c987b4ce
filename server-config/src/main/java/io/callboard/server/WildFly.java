package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * WildFly. Its configuration is {@code standalone-full.xml}, prepared by {@code install.cli} and
 * {@code own-server.cli} at the first start and again when a script has changed. Changes made in
 * the console are kept.
 *
 * @param assembly an assembly of {@link Assembly#WILDFLY}
 */
record WildFly(Assembly assembly) implements Product {

  private static final String CONSOLE_PASSWORD = "console-password";
  private static final List<String> SCRIPTS = List.of("install.cli", "own-server.cli");

  @Override
  public String name() {
    return "WildFly";
  }

  @Override
  public void prepare(ServerDirectory directory, ServerSettings settings) {
    configure(directory);
    administrator(directory);
    deploy(directory);
  }

  @Override
  public List<String> command(ServerDirectory directory, ServerSettings settings) {
    String node = "callboard-" + directory.secret("node-id", 4);
    return WildFlyCommand.server(assembly.home(), settings, node);
  }

  @Override
  public Map<String, String> environment(ServerDirectory directory, ServerSettings settings) {
    return Map.of();
  }

  @Override
  public Path log(ServerDirectory directory) {
    return directory.path("log/server.log");
  }

  @Override
  public Path database(ServerDirectory directory) {
    return directory.path("data/callboard/database.mv.db");
  }

  @Override
  public Optional<String> refusal(ServerDirectory directory) {
    return directory.read("deployments/callboard.ear.failed").filter(text -> !text.isEmpty());
  }

  @Override
  public Optional<Console> console(ServerDirectory directory, ServerSettings settings) {
    return Optional.of(new Console(settings.managementPort(), directory.path(CONSOLE_PASSWORD)));
  }

  /** Prepares the configuration; this does not need the application. */
  void configure(ServerDirectory directory) {
    String script =
        String.join(
            "\n",
            SCRIPTS.stream().map(assembly.configuration()::resolve).map(WildFly::read).toList());
    String stamp = digest("SHA-256", script);
    if (directory.preparedBy().isEmpty()) {
      directory.replace("configuration", assembly.home().resolve("standalone/configuration"));
      SelfSignedCertificate.writeTo(directory.path("configuration"));
    }
    if (!directory.preparedBy().equals(Optional.of(stamp))) {
      install(directory, script);
      directory.prepared(stamp);
    }
  }

  /**
   * Lets {@code admin} sign in to the management console, in the format of WildFly's own user
   * files. That format is an unsalted MD5, so the password is random and used nowhere else.
   */
  private static void administrator(ServerDirectory directory) {
    String password = directory.secret(CONSOLE_PASSWORD, 12);
    String hash = digest("MD5", "admin:ManagementRealm:" + password);
    directory.write("configuration/mgmt-users.properties", "admin=" + hash + "\n");
  }

  /** Copies the application to where the server deploys it at its start. */
  private void deploy(ServerDirectory directory) {
    try {
      Files.createDirectories(directory.path("deployments"));
      for (String end : List.of("deployed", "failed", "undeployed", "isdeploying", "pending")) {
        directory.delete("deployments/callboard.ear." + end);
      }
      Files.copy(
          assembly.application(),
          directory.path("deployments/callboard.ear"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the script on the stopped server. The broker's password is passed in a file, because other
   * users can read arguments.
   */
  private void install(ServerDirectory directory, String script) {
    String password = directory.secret("broker-password", 24);
    String property = "/system-property=callboard.broker.password";
    directory.write(
        "install.cli",
        String.join(
            "\n",
            "embed-server --server-config=standalone-full.xml",
            "if (outcome != success) of " + property + ":read-resource",
            property + ":add(value=" + password + ")",
            "end-if",
            script));
    try {
      run(
          directory,
          WildFlyCommand.cli(
              assembly.home(),
              "-Djboss.server.base.dir=" + directory.path(""),
              "--file=" + directory.path("install.cli")));
    } finally {
      directory.delete("install.cli");
    }
  }

  private void run(ServerDirectory directory, List<String> command) {
    Path log = directory.path("install.log");
    ProcessBuilder builder =
        new ProcessBuilder(OwnerOnly.command(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JBOSS_HOME", assembly.home().toString());
    try {
      if (builder.start().waitFor() != 0) {
        throw new CannotStart("install.cli failed. See the log: " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The start was interrupted while install.cli ran.");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String algorithm, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callboard.documentation.DocumentedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell in which an administrator follows a page, block by block. Its directory contains the
 * clone's {@code server-config}.
 */
final class AdministratorsShell {
  private static final int SECONDS = 120;

  private final Path directory;
  private final Map<String, String> variables;
  private final Iterator<String> blocks;

  /**
   * Takes the blocks that a page marks for a test. Without bash or openssl the test is skipped.
   *
   * @param variables the variables that the page asks the administrator to set
   */
  AdministratorsShell(Path directory, String page, Class<?> test, Map<String, String> variables)
      throws IOException {
    this.directory = directory;
    this.variables = new HashMap<>(variables);
    this.variables.put("JAVA_HOME", System.getProperty("java.home"));
    this.blocks = DocumentedPage.named(page).commandsFor(test).iterator();
    Files.createSymbolicLink(directory.resolve("server-config"), Path.of("").toAbsolutePath());
    for (String tool : new String[] {"/bin/bash", "/usr/bin/openssl"}) {
      assumeThat(Path.of(tool)).describedAs(tool + " is installed").exists();
    }
  }

  /** Runs the next block of the page and returns its output. */
  String next() throws Exception {
    String block = blocks.next();
    Path output = Files.createTempFile(directory, "block", ".out");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", block)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    Process shell = builder.start();
    boolean ended = shell.waitFor(SECONDS, TimeUnit.SECONDS);
    shell.destroyForcibly();
    String printed = Files.readString(output);
    assertThat(ended).describedAs("the end of%n%s%nwhich printed%n%s", block, printed).isTrue();
    assertThat(shell.exitValue()).describedAs("%s%nprinted%n%s", block, printed).isZero();
    return printed.strip();
  }

  /** Returns whether the test ran every block. */
  boolean isDone() {
    return !blocks.hasNext();
  }
}

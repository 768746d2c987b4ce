package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callboard.documentation.CodeBlock;
import io.callboard.documentation.DocumentedPage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shell that runs the commands of the pages as a reader types them, in its own directory. The
 * address of the server under test replaces the address of a run.
 *
 * <p>Its {@code curl} acts like a reader. It answers the password prompt of {@code -u}, and fails
 * if the answer is not a success. After a delivery it waits until the event is in the log.
 */
final class ReadersShell {
  private static final String ADDRESS = "http://127.0.0.1:8080/";
  private static final List<String> TOOLS = List.of("bash", "curl", "jq", "openssl");
  private static final int SECONDS = 120;

  /**
   * Limits the commands to the demonstration, because other tests leave documents that {@code jq}
   * cannot read, as the page on reading records says.
   */
  private static final Map<String, String> DEMONSTRATION_ALONE = Map.of("SOURCE", "mediastream");

  private static final String CURL =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      arguments=()
      while (($#)); do
        if [[ $1 == -u ]]; then
          arguments+=(--netrc-file "$LOGINS/$2")
          shift 2
        else
          arguments+=("$1")
          shift
        fi
      done
      curl=("$READERS_CURL" --silent --show-error --max-time 60)
      [[ " ${arguments[*]} " == *" --fail "* ]] || curl+=(--fail-with-body)
      [[ "${arguments[*]}" == */callboard/hooks/* ]] || exec "${curl[@]}" "${arguments[@]}"
      answer=$("${curl[@]}" "${arguments[@]}")
      printf '%s\\n' "$answer"
      event=$(grep -o '"event":"[^"]*"' <<<"$answer" | cut -d'"' -f4)
      until "${curl[@]}" --netrc-file "$LOGINS/admin" "${CALLBOARD}api/v1/events/$event" >/dev/null 2>&1; do
        sleep 0.1
      done
      """;

  private final Path directory;
  private final String server;
  private final Path tools;
  private final Path logins;

  /**
   * Creates a shell; the test is skipped if its tools are not installed.
   *
   * @param passwords the passwords of the users that the pages name
   */
  ReadersShell(Path directory, Callboard callboard, Map<String, String> passwords)
      throws IOException {
    this.directory = directory;
    this.server = callboard.base().toString();
    this.tools = Files.createDirectory(directory.resolve("tools"));
    this.logins = Files.createDirectory(directory.resolve("logins"));
    for (String tool : TOOLS) {
      assumeThat(installed(tool)).describedAs(tool + " is installed").isPresent();
    }
    Path curl = tools.resolve("curl");
    Files.writeString(curl, CURL);
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
    for (Map.Entry<String, String> login : passwords.entrySet()) {
      Files.writeString(
          logins.resolve(login.getKey()),
          "machine 127.0.0.1 login %s password %s%n".formatted(login.getKey(), login.getValue()));
    }
  }

  private static Optional<Path> installed(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs the blocks of a page that are marked for it, one after the other in one shell; fails if
   * one of their commands fails.
   *
   * @param typed the reader's input when a command prompts
   */
  void run(DocumentedPage page, String typed) throws Exception {
    save(page);
    String commands =
        page.blocks().stream()
            .filter(CodeBlock::runs)
            .map(block -> ": the block at " + block + "\n" + block.text())
            .collect(Collectors.joining("\n"));
    Path script = Files.writeString(directory.resolve("page.sh"), here(commands));
    Path input = Files.writeString(directory.resolve("typed"), typed);
    Path output = directory.resolve(page.name().replace('/', '-') + ".out");
    Process shell =
        shell(List.of("-euxo", "pipefail", script.toString()), DEMONSTRATION_ALONE)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = shell.waitFor(SECONDS, TimeUnit.SECONDS);
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    String printed = Files.readString(output);
    assertThat(ended).describedAs("%s ends; it printed%n%s", page, printed).isTrue();
    assertThat(shell.exitValue()).describedAs("%s printed%n%s", page, printed).isZero();
  }

  /** Writes the files that a page tells its readers to save. */
  void save(DocumentedPage page) throws IOException {
    for (CodeBlock block : page.blocks()) {
      Optional<String> file = block.savedAs();
      if (file.isPresent()) {
        Files.writeString(directory.resolve(file.get()), here(block.text()));
      }
    }
  }

  /** Starts a saved script. */
  Process start(String script, Map<String, String> variables) throws IOException {
    return shell(List.of(script), variables)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(script + ".out").toFile())
        .start();
  }

  private ProcessBuilder shell(List<String> arguments, Map<String, String> variables) {
    ProcessBuilder shell = new ProcessBuilder("bash");
    shell.command().addAll(arguments);
    shell.directory(directory.toFile());
    shell.environment().put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
    shell.environment().put("HOME", directory.toString());
    shell.environment().put("LOGINS", logins.toString());
    shell.environment().put("CALLBOARD", server);
    shell.environment().put("READERS_CURL", installed("curl").orElseThrow().toString());
    shell.environment().putAll(variables);
    return shell;
  }

  private String here(String commands) {
    return commands.replace(ADDRESS + "callboard/", server);
  }
}

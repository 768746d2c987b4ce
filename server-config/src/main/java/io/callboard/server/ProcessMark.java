package io.callboard.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells which process serves a directory. A process is known by its id and the instant it started,
 * so that a later process with the same id is not taken for it.
 */
final class ProcessMark {

  private static final String FILE = "server.pid";

  private final ServerDirectory directory;

  ProcessMark(ServerDirectory directory) {
    this.directory = directory;
  }

  void write(ProcessHandle process, String address) {
    directory.write(
        FILE, String.join("\n", Long.toString(process.pid()), started(process), address));
  }

  /**
   * Leaves a running server alone.
   *
   * @throws CannotStart naming the server that already serves the directory
   */
  void refuseRunning() {
    directory
        .read(FILE)
        .map(String::lines)
        .map(lines -> lines.toList())
        .ifPresent(this::refuseRunning);
  }

  private void refuseRunning(List<String> mark) {
    if (mark.size() != 3) {
      return;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(mark.get(0)));
    if (process
        .filter(ProcessHandle::isAlive)
        .filter(it -> started(it).equals(mark.get(1)))
        .isPresent()) {
      throw new CannotStart(
          "A server already runs on "
              + directory.path("")
              + ": process "
              + mark.get(0)
              + " at "
              + mark.get(2)
              + ". Use it, or stop it with: kill "
              + mark.get(0));
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }
}

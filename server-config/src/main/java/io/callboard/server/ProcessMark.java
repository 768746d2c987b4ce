package io.callboard.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The record of the process that serves a directory. A process is identified by its id and start
 * instant, so that a later process with the same id is not mistaken for it.
 */
final class ProcessMark {

  private static final String FILE = "server.pid";
  private static final int STOP_SECONDS = 5;

  private final ServerDirectory directory;

  ProcessMark(ServerDirectory directory) {
    this.directory = directory;
  }

  void write(ProcessHandle process, String address) {
    directory.write(
        FILE, String.join("\n", Long.toString(process.pid()), started(process), address));
  }

  /**
   * Refuses to start while a server is running in the directory.
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
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(mark.get(0)))
            .filter(it -> started(it).equals(mark.get(1)))
            .filter(ProcessMark::outlivesItsStop);
    if (process.isPresent()) {
      throw new CannotStart(
          "A server already runs on %s: process %s at %s. Use it, or stop it with: kill %s"
              .formatted(directory.path(""), mark.get(0), mark.get(2), mark.get(0)));
    }
  }

  /**
   * Returns whether the process is still alive after {@value #STOP_SECONDS} seconds; a server that
   * is stopping ends within them.
   */
  private static boolean outlivesItsStop(ProcessHandle process) {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }
}

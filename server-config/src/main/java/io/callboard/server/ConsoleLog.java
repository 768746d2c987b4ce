package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The output of a server's process: {@value #FILE} holds the newest part, {@value #EARLIER} the
 * part before it, from the previous start or from this one. Neither file grows much above {@value
 * #MAX_BYTES} bytes.
 */
final class ConsoleLog {
  static final String FILE = "console.log";
  static final String EARLIER = "console.log.1";
  static final long MAX_BYTES = 20 << 20;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Path file;
  private final Path earlier;

  private ConsoleLog(Path file, Path earlier) {
    this.file = file;
    this.earlier = earlier;
  }

  /** Begins a new file in a server's directory. */
  static ConsoleLog begin(ServerDirectory directory) {
    ConsoleLog log = new ConsoleLog(directory.path(FILE), directory.path(EARLIER));
    try {
      if (Files.exists(log.file)) {
        Files.move(log.file, log.earlier, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directory.write(FILE, "");
    return log;
  }

  /**
   * Returns the redirect of the process's output. It appends, because the file may be truncated
   * while the process writes.
   */
  Redirect destination() {
    return Redirect.appendTo(file.toFile());
  }

  /** Bounds the file in a separate thread until the process ends. */
  void boundUntilEndOf(Process process) {
    Thread.ofPlatform().daemon().name("console.log").start(() -> boundWhile(process));
  }

  private void boundWhile(Process process) {
    try {
      while (!process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        bound(MAX_BYTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Copies the file and truncates it. Output printed in between is lost here; the server's own log
   * has it.
   */
  void bound(long bytes) {
    try {
      if (Files.size(file) > bytes) {
        Files.copy(file, earlier, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
          open.truncate(0);
        }
      }
    } catch (IOException e) {
      System.err.println("console.log could not be rotated: " + e);
    }
  }
}

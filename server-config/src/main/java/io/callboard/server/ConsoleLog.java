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
 * What a server's process prints: {@value #FILE}, and in {@value #EARLIER} what came before it, of
 * the start before or of this one. Neither grows much above {@value #MAX_BYTES} bytes.
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

  /** Where the process prints to: at the file's end, wherever that is, since it may be cut. */
  Redirect destination() {
    return Redirect.appendTo(file.toFile());
  }

  /** Keeps the file small in a thread of its own, until the process ends. */
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

  /** Copies the file and empties it; the server's own log has what is printed in between. */
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

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A watch over the arguments of all processes of the machine, which any of its users can read. */
public final class ProcessArguments implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final Collection<String> secrets;
  private final Set<String> found = ConcurrentHashMap.newKeySet();
  private final Thread watch;

  private ProcessArguments(Collection<String> secrets) {
    this.secrets = secrets;
    this.watch = Thread.ofPlatform().daemon().start(this::watch);
  }

  /** Starts to search for secrets. */
  public static ProcessArguments watchFor(Collection<String> secrets) {
    return new ProcessArguments(secrets);
  }

  /** Returns the command lines found so far that contain one of the secrets. */
  public Set<String> found() {
    assertThat(watch.isAlive()).isTrue();
    look();
    return found;
  }

  @Override
  public void close() {
    watch.interrupt();
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String line = commandLine(process);
        if (secrets.stream().anyMatch(line::contains)) {
          found.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      // The process has ended.
      return "";
    }
  }
}

package io.callboard.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lines that a server writes to its logs from a moment on, including the lines of exception
 * reports.
 */
final class LogGrowth {
  private final Path directory;
  private final Map<Path, Integer> before;

  private LogGrowth(Path directory) {
    this.directory = directory;
    this.before = new HashMap<>();
    files().forEach(file -> before.put(file, lines(file).size()));
  }

  /** Starts to count in the directory of a log. */
  static LogGrowth since(Path log) {
    return new LogGrowth(log.resolveSibling(""));
  }

  /** Returns the lines that were written since the start. */
  List<String> lines() {
    return files().stream()
        .flatMap(file -> lines(file).stream().skip(before.getOrDefault(file, 0)))
        .toList();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.callboard.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The lines that a server writes to its log from a moment on. */
final class LogGrowth {
  /** Open Liberty names each new kind of exception once, with the report that it wrote of it. */
  private static final String REPORT = "FFDC1015I";

  private final Path log;
  private final long before;

  private LogGrowth(Path log) {
    this.log = log;
    this.before = count();
  }

  /** Starts to count. */
  static LogGrowth since(Path log) {
    return new LogGrowth(log);
  }

  /** Returns the lines that were written since the start, except those that name a report. */
  List<String> lines() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.skip(before).filter(line -> !line.contains(REPORT)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.callboard.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines that a server writes to its log from a moment on. */
final class LogGrowth {
  /** Open Liberty names each new kind of exception once, with the report that it wrote of it. */
  private static final String REPORT = "FFDC1015I";

  /** The first line of a record begins with its time; a message may have more lines. */
  private static final Pattern RECORD = Pattern.compile("^\\[?\\d+[-/]\\d+[-/]\\d+,? ");

  private final Path log;
  private final int before;

  private LogGrowth(Path log) {
    this.log = log;
    this.before = all().size();
  }

  /** Starts to count. */
  static LogGrowth since(Path log) {
    return new LogGrowth(log);
  }

  /** Returns the lines that were written since the start, except records that name a report. */
  List<String> lines() {
    List<String> all = all();
    List<String> counted = new ArrayList<>();
    boolean ofReport = false;
    for (String line : all.subList(before, all.size())) {
      if (RECORD.matcher(line).find()) {
        ofReport = line.contains(REPORT);
      }
      if (!ofReport) {
        counted.add(line);
      }
    }
    return counted;
  }

  private List<String> all() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warnings and errors in a server's logs. */
public final class Warnings {
  /** A log line of WildFly or Open Liberty: time, thread, logger, level. */
  private static final Pattern LINE =
      Pattern.compile("^\\S+ \\S+ (WARN|ERROR|FATAL) |^\\[[^]]+] \\p{XDigit}{8} \\S+ +[WE] ");

  private static final Pattern LOG = Pattern.compile("(server|messages).*\\.log.*");

  private Warnings() {}

  /** Returns the warnings and errors of all starts of a server, the oldest file last. */
  public static List<String> in(Path logDirectory) {
    try (Stream<Path> files = Files.list(logDirectory)) {
      return files
          .filter(file -> LOG.matcher(file.getFileName().toString()).matches())
          .flatMap(Warnings::ofFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> ofFile(Path log) {
    try {
      return Files.readAllLines(log).stream().filter(line -> LINE.matcher(line).find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.callboard.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a server's log that was written after one moment. It names the settings in force,
 * whether they come from the environment or from the server's own configuration.
 *
 * @param file the log
 * @param before the key of the file that existed at that moment, null without one
 * @param size the size of that file in bytes
 */
record ServerLog(Path file, @Nullable Object before, long size) {

  /**
   * A setting that cannot be used; in a server's own report the text contains quotes or escapes.
   */
  private static final String UNUSABLE = "(callboard\\.[A-Za-z0-9._-]+: expected [^\\\\\"]+)$";

  /**
   * A line of {@code UnusableConfiguration}, which lists all unusable settings in the order of the
   * check.
   */
  private static final Pattern REPORTED = Pattern.compile("^\\s+" + UNUSABLE);

  /** A message that names one setting. */
  private static final Pattern SINGLE = Pattern.compile("[\\s:]" + UNUSABLE);

  private static final Pattern SOURCES = Pattern.compile("Sources in force: (.+)$");
  private static final Pattern DEMONSTRATION =
      Pattern.compile("callboard\\.sources\\.([a-z0-9-]+)\\.secrets: a demonstration secret");
  private static final Pattern DATABASE = Pattern.compile("The database is (.+) at jdbc:(\\S+)$");

  /** Returns the log from now on. */
  static ServerLog from(Path file) {
    if (!Files.exists(file)) {
      return new ServerLog(file, null, 0);
    }
    BasicFileAttributes attributes = attributes(file);
    return new ServerLog(file, attributes.fileKey(), attributes.size());
  }

  /** Returns the settings that prevent Callboard's start, each with what was expected. */
  List<String> unusableSettings() {
    return Stream.of(REPORTED, SINGLE)
        .flatMap(pattern -> found(pattern, match -> match.group(1)))
        .distinct()
        .toList();
  }

  /**
   * Returns the names of the sources from which Callboard accepts events; empty until the log names
   * them.
   */
  Optional<List<String>> sources() {
    return found(SOURCES, match -> match.group(1))
        .reduce((earlier, later) -> later)
        .map(names -> names.equals("none") ? List.of() : List.of(names.split(", ")));
  }

  /** Returns the names of the sources that use a public demonstration secret. */
  List<String> demonstrationSources() {
    return found(DEMONSTRATION, match -> match.group(1)).distinct().toList();
  }

  /** Returns product, version and address of the database; empty until the log names it. */
  Optional<String> database() {
    return found(DATABASE, match -> match.group(1) + ", " + address(match.group(2)))
        .reduce((earlier, later) -> later);
  }

  private static String address(String url) {
    return url.startsWith("h2:file:")
        ? url.substring("h2:file:".length()) + ".mv.db"
        : url.replaceFirst("^postgresql:(//)?", "");
  }

  private Stream<String> found(Pattern pattern, Function<MatchResult, String> part) {
    return text()
        .lines()
        .map(pattern::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> part.apply(matcher.toMatchResult()).strip());
  }

  /** Reads the whole file if the server has begun a new one since, for example by rotation. */
  private String text() {
    if (!Files.exists(file)) {
      return "";
    }
    boolean same = before != null && before.equals(attributes(file).fileKey());
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(same ? Math.min(size, Files.size(file)) : 0);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The code lines of a section of a page in {@code docs}, which a reader types. */
record Recipe(List<String> lines) {
  private static final String CODE = "    ";

  /** Reads the lines; the heading is given without its marks. */
  static Recipe of(String page, String heading) throws IOException {
    try (Stream<String> text = Files.lines(Path.of("..", "docs", page))) {
      List<String> lines =
          text.dropWhile(line -> !line.equals("## " + heading))
              .skip(1)
              .takeWhile(line -> !line.startsWith("## "))
              .filter(line -> line.startsWith(CODE))
              .map(String::strip)
              .toList();
      return new Recipe(lines);
    }
  }

  /** Returns the only line with that beginning. */
  String line(String beginning) {
    List<String> found = lines.stream().filter(line -> line.startsWith(beginning)).toList();
    assertThat(found).describedAs("lines that begin with %s", beginning).hasSize(1);
    return found.getFirst();
  }
}

package io.callboard.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name the file, relative to the clone
 * @param lines its lines
 */
public record DocumentedPage(String name, List<String> lines) {
  /** The clone's root, resolved from the directory in which tests run. */
  static final Path CLONE = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("(\\s*)```\\s*(\\w*)\\s*");
  private static final Pattern COMMENT = Pattern.compile("\\s*<!--\\s*(.*?)\\s*-->\\s*");
  private static final String EVERY_BLOCK = "every block: ";

  public DocumentedPage {
    lines = List.copyOf(lines);
  }

  /** Reads a page by its name. */
  public static DocumentedPage named(String name) {
    try {
      return new DocumentedPage(name, Files.readAllLines(CLONE.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the README, then all other pages by name. */
  public static List<DocumentedPage> all() {
    return Stream.of("", "docs", "docs/decisions", "benchmarks")
        .flatMap(folder -> pages(CLONE.resolve(folder)).stream())
        .map(file -> named(CLONE.relativize(file).toString()))
        .toList();
  }

  private static List<Path> pages(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the fenced blocks, without the indentation of a surrounding list. */
  public List<CodeBlock> blocks() {
    List<CodeBlock> blocks = new ArrayList<>();
    String ofPage =
        lines.stream()
            .map(DocumentedPage::comment)
            .filter(comment -> comment.startsWith(EVERY_BLOCK))
            .map(comment -> comment.substring(EVERY_BLOCK.length()))
            .findFirst()
            .orElse("");
    String mark = ofPage;
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = end(i);
        String text =
            lines.subList(i + 1, end).stream()
                .map(line -> line.startsWith(fence.group(1)) ? strip(line, fence) : line)
                .collect(Collectors.joining("\n", "", "\n"));
        blocks.add(new CodeBlock(name, i + 1, fence.group(2), mark, text));
        i = end;
      }
      mark = Optional.of(comment(lines.get(i))).filter(it -> !it.isEmpty()).orElse(ofPage);
    }
    return blocks;
  }

  /** Returns the commands that a test takes from this page, in their order. */
  public List<String> commandsFor(Class<?> test) {
    return blocks().stream()
        .filter(block -> block.test().filter(test.getSimpleName()::equals).isPresent())
        .map(CodeBlock::text)
        .toList();
  }

  private static String strip(String line, Matcher fence) {
    return line.substring(fence.group(1).length());
  }

  private int end(int opening) {
    for (int i = opening + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("```")) {
        return i;
      }
    }
    throw new IllegalStateException(name + ":" + (opening + 1) + " opens a block without an end");
  }

  private static String comment(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.matches() ? comment.group(1) : "";
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.callboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each table is written from one package: packages that write the same rows depend on each other,
 * and no import shows it. Erasures and retention may also remove what others wrote.
 */
class TableOwnershipTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("../domain-module/src/main/java"), Path.of("src/main/java"));
  private static final Path MIGRATIONS = Path.of("../domain-module/src/main/resources/db");

  private static final Set<String> REMOVING =
      Set.of("io.callboard.privacy", "io.callboard.retention");

  private static final Pattern TABLE =
      Pattern.compile("(?i)create table (?:if not exists )?(\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public )?(?:abstract )?class (\\w+)");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\b(?:insert into|update|delete from) (\\w+)|Insert\\.into\\(\\s*\"(\\w+)\"");

  @Test
  void oneTableIsWrittenFromOnePackage() throws IOException {
    Set<String> tables = tables();
    Map<String, Set<String>> writers = new TreeMap<>();
    for (Path file : files(SOURCES, ".java")) {
      String source = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
      String writer = first(PACKAGE, source);
      for (String table : writtenBy(source)) {
        if (tables.contains(table)) {
          writers.computeIfAbsent(table, key -> new TreeSet<>()).add(writer);
        }
      }
    }

    assertThat(writers).hasSizeGreaterThan(25);
    writers.values().forEach(packages -> removeAllIfOthers(packages));
    assertThat(writers.values()).allSatisfy(packages -> assertThat(packages).hasSize(1));
  }

  /** A table of erasures itself has no other writer. */
  private static void removeAllIfOthers(Set<String> packages) {
    if (!REMOVING.containsAll(packages)) {
      packages.removeAll(REMOVING);
    }
  }

  private static Set<String> writtenBy(String source) {
    Set<String> written = new TreeSet<>();
    Matcher statement = STATEMENT.matcher(source);
    while (statement.find()) {
      written.add(statement.group(1) == null ? statement.group(2) : statement.group(1));
    }
    if (source.contains("\n@Entity")) {
      written.add(first(TYPE, source).toLowerCase(Locale.ROOT));
    }
    return written;
  }

  private static Set<String> tables() throws IOException {
    Set<String> tables = new TreeSet<>();
    for (Path file : files(List.of(MIGRATIONS), ".sql")) {
      Matcher table = TABLE.matcher(Files.readString(file));
      while (table.find()) {
        tables.add(table.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return tables;
  }

  private static List<Path> files(List<Path> directories, String ending) {
    return directories.stream()
        .flatMap(TableOwnershipTest::walk)
        .filter(file -> file.toString().endsWith(ending))
        .toList();
  }

  private static Stream<Path> walk(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }
}

package io.callboard.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The names in the documentation exist, and every block of commands has a test or a reason for
 * none.
 */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern OPERATION =
      Pattern.compile("\\b(GET|POST|PUT|DELETE)\\s+(/[^\\s`?;,)]*)");
  private static final Pattern SETTING = Pattern.compile("`(callboard\\.[a-z][a-z.<>-]*[a-z])`");
  private static final Pattern OF_SOURCE = Pattern.compile("`….([a-z][a-z.-]*[a-z])`");
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/.$…-])(?:server-config|benchmarks|docs)/[\\w./-]*\\w");
  private static final Pattern SOURCE = Pattern.compile("callboard\\.sources\\.[^.]+\\.");
  private static final String RETENTION = "callboard.retention.";
  private static final String BUILT = "/target";

  private final List<DocumentedPage> pages = DocumentedPage.all();

  @Test
  void everyBlockOfCommandsSaysWhatTestsDoWithIt() throws IOException {
    Set<String> tests = tests();
    List<CodeBlock> commands =
        pages.stream().flatMap(page -> page.blocks().stream()).filter(CodeBlock::isShell).toList();

    assertThat(commands).isNotEmpty();
    assertThat(commands)
        .filteredOn(block -> !block.runs() && block.savedAs().isEmpty())
        .filteredOn(block -> block.reasonNotToRun().isEmpty())
        .filteredOn(block -> block.test().filter(tests::contains).isEmpty())
        .describedAs("without one of the comments of CodeBlock")
        .isEmpty();
  }

  @Test
  void everyLinkLeadsToAFileAndAHeadingOfIt() {
    assertAll(found(LINK, link -> link.group(1)), DocumentationTest::leadsSomewhere);
  }

  @Test
  void everyOperationIsInTheDocumentationOfTheApi() throws IOException {
    Set<String> known = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : openApi().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        known.add(operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey()));
      }
    }

    assertAll(
        found(OPERATION, named -> operation(named.group(1), named.group(2))),
        found -> known.contains(found.text()));
  }

  @Test
  void everySettingIsRead() throws IOException {
    String code = code();
    Set<String> periods = words("io/callboard/retention/RetentionPeriod.java");

    assertAll(found(OF_SOURCE, setting -> setting.group(1)), found -> isRead(found.text(), code));
    assertAll(
        found(SETTING, setting -> setting.group(1)),
        found -> {
          String setting = found.text();
          if (setting.startsWith(RETENTION)) {
            return periods.contains(setting.substring(RETENTION.length()));
          }
          Matcher ofSource = SOURCE.matcher(setting);
          return ofSource.lookingAt()
              ? isRead(setting.substring(ofSource.end()), code)
              : code.contains(setting);
        });
  }

  @Test
  void everyFileOfTheCloneIsThere() {
    assertAll(
        found(FILE, MatchResult::group),
        found ->
            found.text().contains(BUILT)
                || Files.exists(DocumentedPage.CLONE.resolve(found.text())));
  }

  private static void assertAll(List<Found> found, Predicate<Found> there) {
    assertThat(found).isNotEmpty();
    assertThat(found).filteredOn(there.negate()).isEmpty();
  }

  private static boolean isRead(String ofSource, String code) {
    return code.contains("\"" + ofSource + "\"");
  }

  private static boolean leadsSomewhere(Found link) {
    if (link.text().matches("https?://.*")) {
      return true;
    }
    int hash = link.text().indexOf('#');
    String path = hash < 0 ? link.text() : link.text().substring(0, hash);
    Path target = path.isEmpty() ? link.file() : link.beside(path);
    return Files.exists(target)
        && (hash < 0 || anchors(target).contains(link.text().substring(hash + 1)));
  }

  private List<Found> found(Pattern pattern, Function<MatchResult, String> text) {
    return pages.stream()
        .flatMap(
            page ->
                pattern
                    .matcher(String.join("\n", page.lines()))
                    .results()
                    .map(match -> new Found(page, text.apply(match))))
        .toList();
  }

  /** A name found on a page. */
  private record Found(DocumentedPage page, String text) {
    Path file() {
      return DocumentedPage.CLONE.resolve(page.name());
    }

    Path beside(String relative) {
      return file().resolveSibling(relative).normalize();
    }

    @Override
    public String toString() {
      return page + " names " + text;
    }
  }

  private static String operation(String method, String path) {
    return method
        + " "
        + path.replaceAll("\\{[^}]*}|<[^>]*>|\\*", "{}")
            .replaceFirst("^/callboard", "")
            .replaceFirst("^/api/v1", "")
            .replaceFirst("\\.$", "");
  }

  private static Set<String> anchors(Path page) {
    return DocumentedPage.named(DocumentedPage.CLONE.relativize(page).toString()).lines().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static JsonNode openApi() throws IOException {
    Path file = DocumentedPage.CLONE.resolve("web-module/src/main/resources/META-INF/openapi.json");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(DocumentedPage.CLONE.resolve("server-config/src/test"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("IT.java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> words(String file) throws IOException {
    String text =
        Files.readString(DocumentedPage.CLONE.resolve("domain-module/src/main/java/" + file));
    return Pattern.compile("\\w+")
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  /** Returns the source and configuration files as one text. */
  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    for (String folder :
        List.of(
            "domain-module/src/main",
            "ejb-module/src/main",
            "web-module/src/main",
            "server-config/src/main",
            "server-config/wildfly",
            "server-config/liberty")) {
      try (Stream<Path> files = Files.walk(DocumentedPage.CLONE.resolve(folder))) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          if (file.toString().matches(".*\\.(java|xml|cli|json|properties)")) {
            code.append(Files.readString(file));
          }
        }
      }
    }
    return code.toString();
  }
}

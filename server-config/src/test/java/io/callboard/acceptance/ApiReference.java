package io.callboard.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page {@code docs/api.md}: a section for each path and method, in the page's order. */
final class ApiReference {
  private static final Path PAGE = Path.of("../docs/api.md");
  private static final Pattern HEADING =
      Pattern.compile("^### `((?:GET|POST|PUT|DELETE) /\\S*)`$", Pattern.MULTILINE);
  private static final Pattern ROLE = Pattern.compile("Role: `([a-z-]+)`\\.");
  private static final Pattern ERROR = Pattern.compile("`(\\d{3})`");
  private static final Pattern REQUEST = Pattern.compile("```sh\n(curl .*?)\n```", Pattern.DOTALL);
  private static final Pattern ANSWER =
      Pattern.compile(
          "^Answer `(\\d{3})`(?:.*?\n\n```json\n(.*?)\n```)?", Pattern.MULTILINE | Pattern.DOTALL);

  private ApiReference() {}

  /**
   * The page's section on a path and method.
   *
   * @param operation such as {@code GET /api/v1/events/{id}}
   * @param role null where no login is needed
   * @param errors the statuses that are specific to the operation
   * @param answer the members that the page shows, null if it shows none
   */
  record Section(
      String operation,
      @Nullable String role,
      Set<String> errors,
      CurlCommand request,
      int status,
      @Nullable JsonNode answer) {

    private static Section of(String operation, String text) {
      String introduction = text.substring(0, text.indexOf("```"));
      Matcher role = ROLE.matcher(introduction);
      Matcher request = found(REQUEST, text);
      Matcher answer = found(ANSWER, text.substring(request.end()));
      return new Section(
          operation,
          role.find() ? role.group(1) : null,
          errors(introduction),
          CurlCommand.parse(request.group(1)),
          Integer.parseInt(answer.group(1)),
          answer.group(2) == null ? null : Answer.parsed(answer.group(2)));
    }

    private static Set<String> errors(String introduction) {
      return ERROR
          .matcher(introduction)
          .results()
          .map(result -> result.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Matcher found(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()) {
        throw new IllegalArgumentException("expected " + pattern + " in: " + text);
      }
      return matcher;
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  /** Returns the page's sections by operation, in their order. */
  static Map<String, Section> sections() {
    String page = read();
    Map<String, Section> sections = new LinkedHashMap<>();
    Matcher heading = HEADING.matcher(page);
    boolean found = heading.find();
    while (found) {
      String operation = heading.group(1);
      int begin = heading.end();
      found = heading.find();
      String text = page.substring(begin, found ? heading.start() : page.length());
      sections.put(operation, Section.of(operation, text));
    }
    return sections;
  }

  private static String read() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

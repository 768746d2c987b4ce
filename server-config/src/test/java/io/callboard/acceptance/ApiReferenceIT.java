package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.acceptance.ApiReference.Section;
import io.callboard.acceptance.CurlCommand.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code docs/api.md} has a request for every path and method of the OpenAPI document. Each is sent
 * exactly as on the page and in the page's order, and gets the answer that the page shows.
 */
@ExtendWith(SharedServer.class)
class ApiReferenceIT {
  private static final String API = "api/v1";
  private static final String CANCEL = "/cancel";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The statuses that the page describes once, for all paths of the API. */
  private static final Set<String> COMMON = Set.of("400", "401", "403", "406", "429", "503");

  /** The variables with which later requests name the jobs that earlier answers created. */
  private static final Map<String, String> MADE =
      Map.of(
          "POST /api/v1/replays", "REPLAY",
          "POST /api/v1/rebuilds", "REBUILD",
          "POST /api/v1/acceptances", "ACCEPTANCE",
          "POST /api/v1/dismissals", "DISMISSAL",
          "POST /api/v1/erasures", "ERASURE");

  private static final Map<String, Section> SECTIONS = ApiReference.sections();
  private static final Map<String, Callboard> USERS = new HashMap<>();
  private static final Map<String, String> VARIABLES = new HashMap<>();

  private final Callboard callboard;

  ApiReferenceIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @BeforeAll
  static void prepare(Callboard callboard) {
    USERS.put("admin", callboard);
    for (String name : List.of("viewer", "operator")) {
      USERS.put(
          name, callboard.withToken(callboard.newToken("reference-" + name, "callboard-" + name)));
    }
    VARIABLES.putAll(Map.of("CALLBOARD", "", "API", API, "HOOKS", "hooks"));
    VARIABLES.put("EXPIRES", Instant.now().plus(Duration.ofDays(30)).toString());
    VARIABLES.putAll(new ReferenceData(callboard).send());
  }

  @TestFactory
  Stream<DynamicTest> everyRequestIsAnsweredAsThePageShows() {
    return SECTIONS.values().stream()
        .map(section -> DynamicTest.dynamicTest(section.operation(), () -> check(section)));
  }

  private void check(Section section) {
    Request request = section.request().request(VARIABLES);
    assertThat(section.operation()).matches(request.method() + template(request.url()));
    assertThat(request.user() == null ? null : "callboard-" + request.user())
        .isEqualTo(section.role());
    if (request.method().equals("GET") || section.operation().endsWith(CANCEL)) {
      Callboard.await(() -> differences(section), List::isEmpty, PATIENCE);
    } else {
      assertThat(differences(section)).isEmpty();
    }
  }

  /** Returns the path template of an address; each segment is literal or a path parameter. */
  private static String template(String url) {
    return Stream.of(url.replaceAll("\\?.*", "").split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .map(segment -> "/(\\{\\w+}|" + Pattern.quote(segment) + ")")
        .collect(Collectors.joining("", " ", ""));
  }

  /**
   * Sends a request and returns the differences to the page. Before a request to cancel a job it
   * starts a new job, because the old one may have ended.
   */
  private List<String> differences(Section section) {
    if (section.operation().endsWith(CANCEL)) {
      String start = section.operation().replaceAll("/\\{id}" + CANCEL, "");
      send(Objects.requireNonNull(SECTIONS.get(start)));
    }
    Answer answer = send(section);
    if (answer.status() != section.status()) {
      return List.of(section.status() + " was expected: " + answer.status() + answer.text());
    }
    return section.answer() == null
        ? List.of()
        : Shape.differences(section.answer(), answer.json());
  }

  private Answer send(Section section) {
    Request request = section.request().request(VARIABLES);
    Answer answer = send(request);
    String made = MADE.get(section.operation());
    if (made != null && answer.status() == section.status()) {
      VARIABLES.put(made, answer.json().path("id").asText());
    }
    if (!answer.header("etag").isEmpty()) {
      VARIABLES.put("ETAG", answer.header("etag"));
    }
    return answer;
  }

  private Answer send(Request request) {
    String[] headers =
        request.headers().entrySet().stream()
            .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
            .toArray(String[]::new);
    String url = request.url().replaceAll("^/", "");
    if (request.user() == null) {
      byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
      return callboard.request(request.method(), url, request.headers(), body);
    }
    return Objects.requireNonNull(USERS.get(request.user()))
        .change(request.method(), url.substring(API.length() + 1), request.body(), headers);
  }

  @Test
  void thePageHasEveryPathAndMethodAndTheirRolesAndErrors() {
    Map<String, String> described = new TreeMap<>();
    JsonNode document = callboard.request("GET", "api/openapi.json", Map.of(), new byte[0]).json();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            described.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                rules(path.getKey(), method.getValue()))));
    Map<String, String> shown = new TreeMap<>();
    SECTIONS.forEach((operation, section) -> shown.put(operation, rules(section)));

    assertThat(shown).isEqualTo(described);
  }

  private static String rules(String path, JsonNode operation) {
    Set<String> statuses = new TreeSet<>();
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(
            status -> {
              if (!(path.startsWith("/" + API) && COMMON.contains(status))) {
                statuses.add(status);
              }
            });
    return operation.path("x-role").asText() + " " + statuses;
  }

  private static String rules(Section section) {
    Set<String> statuses = new TreeSet<>(section.errors());
    statuses.add(Integer.toString(section.status()));
    return Objects.requireNonNullElse(section.role(), "") + " " + statuses;
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.server.Assembly;
import io.callboard.server.ServerUnderTest;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API: access by role, paging of lists, and the answers to invalid requests. */
@ExtendWith(SharedServer.class)
class RestApiIT {
  private static final String PASSWORD = "a good password";
  private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

  private final Callboard admin;
  private final Callboard nobody;

  RestApiIT(Callboard callboard) {
    this.admin = callboard;
    this.nobody = callboard.asNobody();
  }

  @BeforeAll
  static void makeUsers(Callboard callboard) {
    for (String role : List.of("viewer", "operator")) {
      assertThat(create(callboard, role, "callboard-" + role).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest(name = "{0}: {1} for nobody, {2} viewer, {3} operator, {4} admin")
  @CsvSource({
    "profiles,401,200,200,200",
    "media,401,200,200,200",
    "videos,401,200,200,200",
    "accounts,401,200,200,200",
    "documents,401,200,200,200",
    "profiles/x/y,401,404,404,404",
    "media/x/y,401,404,404,404",
    "videos/x/y,401,404,404,404",
    "accounts/x/y,401,404,404,404",
    "documents/x/y/z,401,404,404,404",
    "events,401,200,200,200",
    "events/" + UNKNOWN + ",401,404,404,404",
    "events/" + UNKNOWN + "/body,401,404,404,404",
    "rejections,401,200,200,200",
    "rejections/" + UNKNOWN + ",401,404,404,404",
    "sources,401,200,200,200",
    "sources/near,401,200,200,200",
    "sources/unknown,401,404,404,404",
    "ledger,401,200,200,200",
    "replays,401,200,200,200",
    "rebuilds,401,200,200,200",
    "acceptances,401,200,200,200",
    "dismissals,401,200,200,200",
    "replays/" + UNKNOWN + ",401,404,404,404",
    "acceptances/" + UNKNOWN + ",401,404,404,404",
    "dismissals/" + UNKNOWN + ",401,404,404,404",
    "audit,401,200,200,200",
    "audit/verification,401,403,403,200",
    "users,401,403,403,200",
    "users/admin,401,403,403,200",
    "users/nobody,401,403,403,404",
    "nothing,401,404,404,404"
  })
  void answersByRole(String path, int nobodys, int viewers, int operators, int admins) {
    assertAnswer(nobody.get(path), nobodys);
    assertAnswer(nobody.as("viewer", PASSWORD).get(path), viewers);
    assertAnswer(nobody.as("operator", PASSWORD).get(path), operators);
    assertAnswer(admin.get(path), admins);
  }

  @ParameterizedTest(name = "{0}: {1} for nobody, {2} viewer, {3} operator, {4} admin")
  @CsvSource({
    "sources/unknown/pause,401,403,404,404",
    "sources/unknown/resume,401,403,404,404",
    "events/" + UNKNOWN + "/replay,401,403,404,404",
    "rejections/" + UNKNOWN + "/accept,401,403,404,404",
    "replays/" + UNKNOWN + "/cancel,401,403,404,404",
    "acceptances/" + UNKNOWN + "/cancel,401,403,404,404",
    "dismissals/" + UNKNOWN + "/cancel,401,403,404,404"
  })
  void actsByRole(String path, int nobodys, int viewers, int operators, int admins) {
    assertAnswer(nobody.change("POST", path, ""), nobodys);
    assertAnswer(nobody.as("viewer", PASSWORD).change("POST", path, ""), viewers);
    assertAnswer(nobody.as("operator", PASSWORD).change("POST", path, ""), operators);
    assertAnswer(admin.change("POST", path, ""), admins);
  }

  @ParameterizedTest
  @ValueSource(strings = {"replays", "acceptances", "dismissals"})
  void startsJobsForOperatorsAlone(String path) {
    String wrong = "{\"filter\":{\"colour\":\"red\"}}";
    assertAnswer(nobody.change("POST", path, wrong), 401);
    assertAnswer(nobody.as("viewer", PASSWORD).change("POST", path, wrong), 403);
    assertAnswer(nobody.as("operator", PASSWORD).change("POST", path, wrong), 400);
  }

  @Test
  void asksForABasicLoginAndTellsNothingOfTheOneThatFailed() {
    Answer none = nobody.get("events");
    Answer wrong = admin.as("admin", "a wrong password").get("events");
    Answer unknown = admin.as("unknown", "a wrong password").get("events");

    assertThat(none.header("www-authenticate")).startsWith("Basic realm=\"Callboard\"");
    assertThat(wrong.text()).isEqualTo(none.text()).isEqualTo(unknown.text());
    assertAnswer(wrong, 401);
    assertThat(wrong.json().path("detail").asText())
        .contains("a user and password, or an API token");
  }

  /** Liberty itself would answer 500 to the first three, unless it is kept from reading them. */
  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Basic bm8=", "Basic  YTpi", "Basic", "Digest a=b"})
  void refusesALoginThatCannotBeRead(String authorization) {
    Answer answer = nobody.change("GET", "events", "", "Authorization", authorization);

    assertAnswer(answer, 401);
    assertThat(answer.text()).isEqualTo(nobody.get("events").text());
    assertThat(answer.header("www-authenticate")).startsWith("Basic realm=\"Callboard\"");
    Map<String, String> header = Map.of("Authorization", authorization);
    assertThat(nobody.request("GET", "ready", header, new byte[0]).status()).isEqualTo(200);
    nobody.request("GET", "nothing", header, new byte[0]).isProblem(404);
  }

  /** Uses endless names, so that no name is delayed, and an address in a network of its own. */
  @Test
  void refusesMoreLoginsAtOnceThanItHasPermitsFor() throws Exception {
    Callboard crowd = nobody.from("127.9.4.1");
    List<Callable<Answer>> logins =
        IntStream.range(0, 16)
            .<Callable<Answer>>mapToObj(i -> () -> crowd.as("crowd" + i, PASSWORD).get("events"))
            .toList();
    List<Answer> refused = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var login : threads.invokeAll(logins)) {
        refused.add(login.get());
      }
    }

    assertThat(refused).extracting(Answer::status).containsOnly(401, 429);
    assertThat(refused)
        .filteredOn(answer -> answer.status() == 429)
        .allSatisfy(answer -> assertThat(answer.header("retry-after")).isEqualTo("1"))
        .allSatisfy(answer -> assertAnswer(answer, 429))
        .allSatisfy(
            answer ->
                assertThat(answer.json().path("detail").asText())
                    .isEqualTo("Too many logins are being checked; try again in a second."));
  }

  @ParameterizedTest
  @CsvSource({
    "events?limit=0,limit",
    "events?limit=501,limit",
    "events?limit=many,limit",
    "events?limit=1&limit=2,limit",
    "events?colour=red,colour",
    "events?state=LOST,state",
    "events?from=yesterday,from",
    "events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,to",
    "events?after=nonsense,after",
    "events?source=nowhere,source",
    "events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,to",
    "rejections?source=nowhere,source",
    "rejections?from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z,to",
    "events?subject=%00,subject",
    "media?include_deleted=perhaps,include_deleted",
    "media?updated_since=2026,updated_since",
    "media?kind=show,kind",
    "media?q=,q",
    "media?after=YQ,after",
    "rejections?to=1,to",
    "rejections?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,to",
    "audit?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,to",
    "ledger?limit=1,limit",
    "audit?after=YQ,after",
    "audit?who=me,who",
    "replays?state=LOST,state",
    "rebuilds?after=YQ,after",
    "acceptances?limit=0,limit",
    "dismissals?source=near,source",
    "sources/near?x=1,x"
  })
  void namesTheParameterThatCannotBeUsed(String path, String parameter) {
    Answer answer = admin.get(path);

    assertAnswer(answer, 400);
    assertThat(answer.json().path("parameter").asText()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "%2E%2E%2Fb", "a%25b", "a%3Bb", "%F0%9F%8E%AC"})
  void takesAnyIdInAPath(String id) {
    assertAnswer(admin.get("media/mediastream/" + id), 404);
  }

  @Test
  void knowsNoIdWithNul() {
    admin.get("media/mediastream/a%00b").isNoPath();
  }

  @Test
  void findsARecordWhoseIdHasSlashesAndSpaces() {
    String source = admin.sources().fresh("mediastream");
    admin.settled(source, media("a/b c;d%e", Instant.now()));

    assertAnswer(admin.get("media/" + source + "/a%2Fb%20c%3Bd%25e"), 200);
  }

  @Test
  void refusesWhatAResourceDoesNotDo() {
    Answer method = admin.change("DELETE", "events", "");
    assertAnswer(method, 405);
    assertThat(method.header("allow")).contains("GET");
    assertAnswer(admin.change("GET", "events", "", "Accept", "text/html"), 406);
    assertAnswer(admin.change("POST", "users", "{}", "Content-Type", "text/plain"), 415);
    assertAnswer(admin.change("POST", "users", "{\"name\":"), 400);
    assertAnswer(admin.change("POST", "users", "{\"x\":\"" + "y".repeat(5_000) + "\"}"), 413);
  }

  @Test
  void refusesChangesThatAnotherSitesPageSends() {
    assertAnswer(admin.change("POST", "users", "{}", "Origin", "https://evil.example"), 403);
    assertAnswer(admin.change("DELETE", "users/viewer", "", "Sec-Fetch-Site", "cross-site"), 403);

    Answer read = admin.change("GET", "users", "", "Origin", "https://evil.example");
    assertThat(read.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void walksEveryItemExactlyOnceWhileNewOnesArrive() {
    String source = admin.sources().fresh("mediastream");
    List<String> ids = IntStream.range(0, 25).mapToObj(i -> "walk-" + i).toList();
    List<String> sent = ids.stream().map(id -> create(source, id)).toList();
    sent.forEach(admin::settled);

    assertThat(walk("events?limit=4&source=" + source, source, "later-a-"))
        .doesNotHaveDuplicates()
        .containsAll(sent);
    assertThat(walk("media?limit=4&source=" + source, source, "later-b-"))
        .doesNotHaveDuplicates()
        .containsAll(ids);
    String since = "media?updated_since=2026-01-01T00:00:00Z&q=walk-&limit=4&source=" + source;
    assertThat(walk(since, source, "later-c-")).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void showsAnEventItsRepetitionAndTheExactBytes() {
    String source = admin.sources().fresh("mediastream");
    SignedRequest request = media("shown", Instant.now());
    String original = admin.settled(source, request).path("id").asText();
    JsonNode repetition = admin.settled(source, request);

    assertThat(repetition.path("duplicateOf").asText()).isEqualTo(original);
    assertThat(admin.get("events/" + original).text())
        .contains("\"state\":\"APPLIED\"", "\"duplicates\":1", "\"secretIndex\":0");
    Answer body = admin.get("events/" + repetition.path("id").asText() + "/body");
    assertThat(body.body()).isEqualTo(request.body());
    assertThat(body.header("content-type")).isEqualTo("application/octet-stream");
    assertThat(body.header("content-disposition")).startsWith("attachment");
    assertThat(body.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void keepsUsersThroughMakingChangingAndRemoving() {
    Answer made = create(admin, "zoe", "callboard-viewer");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("location")).endsWith("/callboard/api/v1/users/zoe");
    assertAnswer(create(admin, "zoe", "callboard-viewer"), 409);
    Callboard zoe = nobody.as("zoe", PASSWORD);
    assertAnswer(zoe.get("users"), 403);

    String tag = made.header("etag");
    Answer changed =
        admin.change("PUT", "users/zoe", "{\"role\":\"callboard-admin\"}", "If-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertAnswer(zoe.get("users"), 200);
    assertAnswer(admin.change("DELETE", "users/zoe", "", "If-Match", tag), 412);

    Answer removed = admin.change("DELETE", "users/zoe", "", "If-Match", changed.header("etag"));
    assertThat(removed.status()).isEqualTo(204);
    assertAnswer(zoe.get("users"), 401);
    assertAnswer(admin.change("DELETE", "users/admin", ""), 409);
    assertAnswer(admin.change("PUT", "users/admin", "{\"role\":\"callboard-viewer\"}"), 409);
  }

  @Test
  void tellsLoadBalancersAndHooksWithoutALogin() {
    assertAnswer(outside("GET", "ready", Map.of("Authorization", "Basic bm86bm8=")), 200);
    outside("POST", "hooks/unknown", Map.of("Authorization", "Basic bm86bm8=")).isProblem(404);
    outside("GET", "nowhere", Map.of()).isProblem(404);
  }

  /** Liberty itself answers 500: it parses every such header and fails on this one. */
  @Test
  @Tag("wildfly")
  void looksAtNoCredentialsWhereNoneAreAskedFor() {
    assertAnswer(outside("GET", "ready", Map.of("Authorization", "Basic !!!")), 200);
  }

  @Test
  void showsItsDocumentation() {
    assertThat(outside("GET", "api/", Map.of()).header("content-type")).startsWith("text/html");
    assertAnswer(outside("GET", "api/openapi.json", Map.of()), 200);
    Answer standard = outside("GET", "/openapi", Map.of());
    assertThat(standard.status()).isEqualTo(200);
    assertThat(standard.text())
        .contains("/api/v1/profiles", "title: Callboard", "#/components/schemas/Profile");
  }

  @Test
  void leadsFromItsAddressToItsDocumentation() {
    Answer welcome = outside("GET", "", Map.of());

    assertThat(welcome.status()).isEqualTo(302);
    assertThat(welcome.header("location")).isEqualTo("/callboard/api/");
    outside("POST", "", Map.of()).isProblem(405);
  }

  @Test
  void saysThatNothingIsMissing() {
    JsonNode ready = outside("GET", "ready", Map.of()).json();

    assertThat(ready.path("ready").asBoolean()).isTrue();
    assertThat(ready.path("database").asBoolean()).isTrue();
    assertThat(ready.path("missing").isArray()).isTrue();
    assertThat(ready.path("missing")).isEmpty();
  }

  /** WildFly shows its health on the management port. */
  @Test
  void showsItsHealthChecks() {
    int port = isWildFly() ? admin.base().getPort() + 9990 - 8080 : admin.base().getPort();
    Answer health = outside("GET", "http://127.0.0.1:" + port + "/health", Map.of());

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("checks").findValuesAsText("name"))
        .contains("callboard-intake", "callboard-alarms");
  }

  private static boolean isWildFly() {
    return ServerUnderTest.assembly().kind().equals(Assembly.WILDFLY);
  }

  private Answer outside(String method, String path, Map<String, String> headers) {
    return admin.request(method, path, headers, new byte[0]);
  }

  private static Answer create(Callboard admin, String name, String role) {
    return admin.change(
        "POST",
        "users",
        "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(name, role, PASSWORD));
  }

  private String create(String source, String id) {
    return admin.accepted(source, media(id, Instant.now()));
  }

  private static SignedRequest media(String id, Instant date) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET,
        "media.create",
        id,
        "{\"_id\":\"%s\",\"title\":\"Title of %s\"}".formatted(id, id),
        date);
  }

  /** Returns the ids of all items of a list; each page that is read adds one more item. */
  private List<String> walk(String path, String source, String later) {
    List<String> seen = new ArrayList<>();
    String after = "";
    for (int page = 0; page == 0 || !after.isEmpty(); page++) {
      JsonNode answer = admin.current(path + after);
      seen.addAll(answer.path("items").findValuesAsText("id"));
      create(source, later + page);
      String next = answer.path("next").asText("");
      after = next.isEmpty() ? "" : "&after=" + next;
    }
    return seen;
  }

  /** Checks that every error is a problem. */
  private static void assertAnswer(Answer answer, int status) {
    if (status >= 400) {
      answer.isProblem(status);
      return;
    }
    assertThat(answer.status()).describedAs(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/json");
  }
}

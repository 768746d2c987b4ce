package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.acceptance.Api.Answer;
import io.callboard.server.Assembly;
import io.callboard.server.RunningServer;
import io.callboard.server.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API: who may ask what, how lists are paged, and how everything else is refused. */
class RestApiIT {
  private static final int PORT_OFFSET = 2_000;
  private static final String ADMIN_PASSWORD = "the administrator's";
  private static final String PASSWORD = "a good password";
  private static final String SECRET = "a secret of this test";
  private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

  private static RunningServer server;
  private static Api nobody;
  private static Api admin;
  private static MediastreamSender mediastream;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        RunningServer.start(
            Assembly.ofModule(Path.of("")),
            ServerSettings.onLoopback(directory.resolve("wildfly"), PORT_OFFSET)
                .with("CALLBOARD_ADMIN_PASSWORD", ADMIN_PASSWORD)
                .with("CALLBOARD_SOURCES", "mediastream")
                .with("CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", SECRET));
    nobody = Api.anonymous(server.baseUri());
    admin = nobody.as("admin", ADMIN_PASSWORD);
    mediastream = MediastreamSender.to(server.baseUri(), SECRET);
    await(() -> admin.get("users").status() == 200);
    assertThat(create("viewer").status()).isEqualTo(201);
    assertThat(create("operator").status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    server.stop();
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
    "sources/mediastream,401,200,200,200",
    "sources/unknown,401,404,404,404",
    "ledger,401,200,200,200",
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

  @Test
  void asksForABasicLoginAndTellsNothingOfTheOneThatFailed() {
    Answer none = nobody.get("events");
    Answer wrong = admin.as("admin", "a wrong password").get("events");
    Answer unknown = admin.as("unknown", "a wrong password").get("events");

    assertThat(none.header("WWW-Authenticate")).startsWith("Basic realm=\"Callboard\"");
    assertThat(wrong.body()).isEqualTo(none.body()).isEqualTo(unknown.body());
    assertAnswer(wrong, 401);
  }

  @Test
  void refusesMoreLoginsAtOnceThanItHasPermitsFor() throws Exception {
    List<Callable<Answer>> logins =
        IntStream.range(0, 16)
            .<Callable<Answer>>mapToObj(
                i -> () -> nobody.as("admin", "wrong password " + i).get("events"))
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
        .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"))
        .allSatisfy(answer -> assertAnswer(answer, 429));
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
    "events?after=nonsense,after",
    "events?subject=%00,subject",
    "media?include_deleted=perhaps,include_deleted",
    "media?updated_since=2026,updated_since",
    "media?kind=show,kind",
    "media?q=,q",
    "media?after=YQ,after",
    "rejections?to=1,to",
    "ledger?limit=1,limit",
    "sources/mediastream?x=1,x"
  })
  void namesTheParameterThatCannotBeUsed(String path, String parameter) {
    Answer answer = admin.get(path);

    assertAnswer(answer, 400);
    assertThat(answer.texts("parameter")).containsExactly(parameter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "%2E%2E%2Fb", "a%00b", "a%25b", "a%3Bb", "%F0%9F%8E%AC"})
  void takesAnyIdInAPath(String id) {
    assertAnswer(admin.get("media/mediastream/" + id), 404);
  }

  @Test
  void findsARecordWhoseIdHasSlashesAndSpaces() {
    mediastream.create("a/b c;d%e", now());

    await(() -> admin.get("media/mediastream/a%2Fb%20c%3Bd%25e").status() == 200);
  }

  @Test
  void refusesWhatAResourceDoesNotDo() {
    Answer method = admin.send("DELETE", "events", "");
    assertAnswer(method, 405);
    assertThat(method.header("Allow")).contains("GET");
    assertAnswer(admin.send("GET", "events", "", "Accept", "text/html"), 406);
    assertAnswer(admin.send("POST", "users", "{}", "Content-Type", "text/plain"), 415);
    assertAnswer(admin.send("POST", "users", "{\"name\":"), 400);
    assertAnswer(admin.send("POST", "users", "{\"x\":\"" + "y".repeat(5_000) + "\"}"), 413);
  }

  @Test
  void refusesChangesThatAnotherSitesPageSends() {
    assertAnswer(admin.send("POST", "users", "{}", "Origin", "https://evil.example"), 403);
    assertAnswer(admin.send("DELETE", "users/viewer", "", "Sec-Fetch-Site", "cross-site"), 403);

    assertThat(
            admin
                .send("GET", "users", "", "Origin", "https://evil.example")
                .response()
                .headers()
                .map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void walksEveryItemExactlyOnceWhileNewOnesArrive() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      sent.add(mediastream.create("walk-" + i, now() + i));
    }
    await(() -> total("events?subject=walk-24") == 1 && total("media?q=walk-") == 25);

    assertThat(walk("events?source=mediastream&limit=4", "id", "later-a-"))
        .doesNotHaveDuplicates()
        .containsAll(sent);
    assertThat(walk("media?source=mediastream&limit=4", "id", "later-b-"))
        .doesNotHaveDuplicates()
        .containsAll(IntStream.range(0, 25).mapToObj(i -> "walk-" + i).toList());
    assertThat(walk("media?updated_since=2026-01-01T00:00:00Z&q=walk-&limit=4", "id", "later-c-"))
        .doesNotHaveDuplicates()
        .hasSize(25);
  }

  @Test
  void showsAnEventItsRepetitionAndTheExactBytes() {
    long date = now();
    String original = mediastream.create("shown", date);
    await(() -> admin.get("events/" + original).status() == 200);
    String repetition = mediastream.create("shown", date);
    await(() -> admin.get("events/" + repetition).status() == 200);

    assertThat(admin.get("events/" + repetition).texts("duplicateOf")).containsExactly(original);
    assertThat(admin.get("events/" + original).body())
        .contains("\"state\":\"APPLIED\"", "\"duplicates\":1", "\"secretIndex\":0");
    Answer body = admin.get("events/" + repetition + "/body");
    assertThat(body.body()).startsWith("{\"type\":\"media.create\"").contains("\"_id\":\"shown\"");
    assertThat(body.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(body.header("Content-Disposition")).startsWith("attachment");
    assertThat(body.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void keepsUsersThroughMakingChangingAndRemoving() {
    Answer made = create("zoe", "callboard-viewer");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/callboard/api/v1/users/zoe");
    assertAnswer(create("zoe", "callboard-viewer"), 409);
    Api zoe = nobody.as("zoe", PASSWORD);
    assertAnswer(zoe.get("users"), 403);

    String tag = made.header("ETag");
    Answer changed =
        admin.send("PUT", "users/zoe", "{\"role\":\"callboard-admin\"}", "If-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertAnswer(zoe.get("users"), 200);
    assertAnswer(admin.send("DELETE", "users/zoe", "", "If-Match", tag), 412);

    Answer removed = admin.send("DELETE", "users/zoe", "", "If-Match", changed.header("ETag"));
    assertThat(removed.status()).isEqualTo(204);
    assertAnswer(zoe.get("users"), 401);
    assertAnswer(admin.send("DELETE", "users/admin", ""), 409);
    assertAnswer(admin.send("PUT", "users/admin", "{\"role\":\"callboard-viewer\"}"), 409);
  }

  @Test
  void tellsLoadBalancersAndHooksWithoutALogin() throws Exception {
    assertThat(outside("GET", "ready", "Basic !!!")).startsWith("200 application/json");
    assertThat(outside("POST", "hooks/unknown", "Basic bm86bm8="))
        .startsWith("404 application/problem+json");
    assertThat(outside("GET", "nowhere", "")).startsWith("404 application/problem+json");
  }

  @Test
  void showsItsDocumentation() throws Exception {
    assertThat(outside("GET", "api/", "")).startsWith("200 text/html");
    assertThat(outside("GET", "api/openapi.json", "")).startsWith("200 application/json");
    assertThat(outside("GET", "/openapi", "")).startsWith("200 ").contains("/api/v1/profiles");
  }

  private static Answer create(String role) {
    return create(role, "callboard-" + role);
  }

  private static Answer create(String name, String role) {
    return admin.send(
        "POST",
        "users",
        "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(name, role, PASSWORD));
  }

  private static String outside(String method, String path, String authorization) throws Exception {
    URI uri = server.baseUri().resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return answer.statusCode() + " " + type + " " + answer.body();
    }
  }

  /** Every item of a list, while each page that is read makes one more. */
  private static List<String> walk(String path, String member, String later) {
    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.of("");
    for (int page = 0; next.isPresent(); page++) {
      Answer answer = admin.get(path + (next.get().isEmpty() ? "" : "&after=" + next.get()));
      assertThat(answer.status()).isEqualTo(200);
      seen.addAll(answer.texts(member));
      mediastream.create(later + page, now());
      next = answer.next();
    }
    return seen;
  }

  private static int total(String path) {
    return admin.get(path).texts("lastEvent").size() + admin.get(path).texts("settledAt").size();
  }

  /** An error is told as a problem, whatever it is. */
  private static void assertAnswer(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type"))
        .isEqualTo(status < 400 ? "application/json" : "application/problem+json");
    if (status >= 400) {
      assertThat(answer.body()).contains("\"status\":" + status, "\"type\":", "\"title\":");
    }
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }

  private static void await(BooleanSupplier condition) {
    Instant limit = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting").isBefore(limit);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}

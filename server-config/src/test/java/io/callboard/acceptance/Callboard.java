package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A running Callboard as senders and readers use it. Readers are one user, or not signed in. */
final class Callboard {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** After this time a rejection that is not in the log exceeds the quota. */
  private static final Duration WRITTEN = Duration.ofSeconds(5);

  /** Longer than one minute of the rejection quota. */
  private static final Duration MINUTE = Duration.ofSeconds(90);

  private static final String MARK = "x-request-id";

  private final HttpClient http;
  private final URI base;
  private final Path log;
  private final TestSources sources;
  private final Optional<String> authorization;

  /** Accesses Callboard as the administrator. */
  Callboard(URI base, Path log, TestSources sources, String password) {
    this(HttpClient.newHttpClient(), base, log, sources, Optional.of(basic("admin", password)));
  }

  private Callboard(
      HttpClient http, URI base, Path log, TestSources sources, Optional<String> authorization) {
    this.http = http;
    this.base = base;
    this.log = log;
    this.sources = sources;
    this.authorization = authorization;
  }

  /** Returns the same Callboard, accessed as another user. */
  Callboard as(String name, String password) {
    return new Callboard(http, base, log, sources, Optional.of(basic(name, password)));
  }

  /** Returns the same Callboard, accessed with an API token. */
  Callboard withToken(String token) {
    return new Callboard(http, base, log, sources, Optional.of("Bearer " + token));
  }

  /**
   * Creates an API token that expires in an hour.
   *
   * @return the token
   */
  String newToken(String name, String role) {
    Answer made =
        change(
            "POST",
            "tokens",
            "{\"name\":\"%s\",\"role\":\"%s\",\"expiresAt\":\"%s\"}"
                .formatted(name, role, Instant.now().plus(Duration.ofHours(1))));
    assertThat(made.status()).describedAs(made.text()).isEqualTo(201);
    return made.json().path("token").asText();
  }

  /** Returns the same Callboard, accessed without a login. */
  Callboard asNobody() {
    return new Callboard(http, base, log, sources, Optional.empty());
  }

  /** Returns the same Callboard, accessed from this loopback address. */
  Callboard from(String address) {
    try {
      HttpClient client =
          HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
      return new Callboard(client, base, log, sources, authorization);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String basic(String name, String password) {
    String login = name + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the address of the context root, ending in a slash. */
  URI base() {
    return base;
  }

  /** Returns the server's log. */
  Path log() {
    return log;
  }

  /** Returns the configured sources. */
  TestSources sources() {
    return sources;
  }

  /** Sends a webhook. */
  Answer send(String hook, SignedRequest request) {
    return wait(sendLater(hook, request));
  }

  /** Sends a webhook without waiting for the answer. */
  CompletableFuture<Answer> sendLater(String hook, SignedRequest request) {
    return later(post(hook, request).build());
  }

  /** Sends a webhook that must be accepted, and returns the event's id. */
  String accepted(String hook, SignedRequest request) {
    return send(hook, request).event();
  }

  /** Sends a webhook that must be accepted, and returns its entry in the event log. */
  JsonNode settled(String hook, SignedRequest request) {
    return settled(accepted(hook, request));
  }

  /** Waits until an event is in the log, and returns its entry. */
  JsonNode settled(String event) {
    return await(() -> get("events/" + event), answer -> answer.status() == 200).json();
  }

  /**
   * Sends a webhook that must be rejected, and returns its line in the rejection log. Per minute
   * only a few rejections of one source, reason and network are logged, and all tests share them.
   * So the method repeats the request until one is logged.
   */
  JsonNode rejected(String hook, SignedRequest request, int status) {
    List<JsonNode> written =
        await(
            () -> {
              String mark = refused(hook, request, status);
              Instant limit = Instant.now().plus(WRITTEN);
              List<JsonNode> lines = rejections(mark);
              while (lines.isEmpty() && Instant.now().isBefore(limit)) {
                pause();
                lines = rejections(mark);
              }
              return lines;
            },
            lines -> !lines.isEmpty(),
            MINUTE);
    return written.getFirst();
  }

  /** Sends a webhook that must be rejected, and returns the mark of its rejection. */
  String refused(String hook, SignedRequest request, int status) {
    String mark = UUID.randomUUID().toString();
    wait(later(post(hook, request).header(MARK, mark).build())).isProblem(status);
    return mark;
  }

  /** Waits until the rejection of a marked request is logged, and returns it. */
  JsonNode rejection(String mark) {
    return await(() -> rejections(mark), found -> !found.isEmpty()).getFirst();
  }

  private List<JsonNode> rejections(String mark) {
    Predicate<JsonNode> marked =
        line -> line.path("headers").path(MARK).path(0).asText().equals(mark);
    return items("rejections?limit=500").stream().filter(marked).toList();
  }

  /** Sends a GET request to the REST API. */
  Answer get(String path) {
    return wait(later(api(path).build()));
  }

  /** Sends the same GET request to the REST API several times at once. */
  List<Answer> getAtOnce(String path, int times) {
    List<CompletableFuture<Answer>> answers =
        Stream.generate(() -> later(api(path).build())).limit(times).toList();
    return answers.stream().map(Callboard::wait).toList();
  }

  /** Sends a changing request to the REST API; {@code headers} alternates names and values. */
  Answer change(String method, String path, String json, String... headers) {
    HttpRequest.Builder request = api(path).method(method, BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return wait(later(request.build()));
  }

  /** Returns a record that must exist; retries if too many users are signing in at once. */
  JsonNode current(String path) {
    Answer answer = await(() -> get(path), found -> found.status() != 429);
    assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** Returns the items of a list. */
  List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    current(path).path("items").forEach(items::add);
    return items;
  }

  /** Returns a source's line of the ledger, once none of its events is in flight. */
  JsonNode ledger(String source) {
    return await(
            () ->
                items("ledger").stream()
                    .filter(line -> line.path("source").asText().equals(source))
                    .toList(),
            lines -> !lines.isEmpty() && !lines.getFirst().path("balanced").isNull())
        .getFirst();
  }

  /** Sends any request to a path below the context root, without credentials. */
  Answer request(String method, String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        builder(base.resolve(path)).method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return wait(later(request.build()));
  }

  /** Encodes a path segment; one of full stops alone would be a relative step in the path. */
  static String segment(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return text.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
  }

  /** Repeats the question until the answer is the wanted one. */
  static <T> T await(Supplier<T> question, Predicate<T> wanted) {
    return await(question, wanted, PATIENCE);
  }

  /** Repeats the question until the answer is the wanted one, or {@code patience} is over. */
  static <T> T await(Supplier<T> question, Predicate<T> wanted, Duration patience) {
    Instant limit = Instant.now().plus(patience);
    T answer = question.get();
    while (!wanted.test(answer)) {
      assertThat(Instant.now()).describedAs("still: %s", answer).isBefore(limit);
      pause();
      answer = question.get();
    }
    return answer;
  }

  private HttpRequest.Builder post(String hook, SignedRequest request) {
    HttpRequest.Builder post =
        builder(base.resolve("hooks/" + hook)).POST(BodyPublishers.ofByteArray(request.body()));
    Map<String, String> headers = new HashMap<>(request.headers());
    if (!request.contentType().isEmpty()) {
      headers.put("Content-Type", request.contentType());
    }
    headers.forEach(post::header);
    return post;
  }

  private HttpRequest.Builder api(String path) {
    HttpRequest.Builder request = builder(base.resolve("api/v1/" + path));
    authorization.ifPresent(login -> request.header("Authorization", login));
    return request;
  }

  private static HttpRequest.Builder builder(URI uri) {
    return HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).timeout(PATIENCE);
  }

  private CompletableFuture<Answer> later(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Answer::of);
  }

  private static Answer wait(CompletableFuture<Answer> answer) {
    return answer.join();
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}

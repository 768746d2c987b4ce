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

/** A running Callboard as senders and readers see it; readers are one user, or nobody. */
final class Callboard {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** After it a rejection that is not in the log was one too many. */
  private static final Duration WRITTEN = Duration.ofSeconds(5);

  /** Longer than a minute of the quota of rejections. */
  private static final Duration MINUTE = Duration.ofSeconds(90);

  private static final String MARK = "x-request-id";

  private final HttpClient http;
  private final URI base;
  private final Path log;
  private final TestSources sources;
  private final Optional<String> authorization;

  /** As the administrator. */
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

  /** The same Callboard as another user reads it. */
  Callboard as(String name, String password) {
    return new Callboard(http, base, log, sources, Optional.of(basic(name, password)));
  }

  /** The same Callboard as a machine with an API token reads it. */
  Callboard withToken(String token) {
    return new Callboard(http, base, log, sources, Optional.of("Bearer " + token));
  }

  /**
   * Makes an API token that ends in an hour.
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

  /** The same Callboard as one without a login reads it. */
  Callboard asNobody() {
    return new Callboard(http, base, log, sources, Optional.empty());
  }

  /** The same Callboard as a client with this address reads it; it must be one of the loopback. */
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

  /** The address of the context root, ending in a slash. */
  URI base() {
    return base;
  }

  /** The server's log. */
  Path log() {
    return log;
  }

  /** The configured sources. */
  TestSources sources() {
    return sources;
  }

  /** Sends a webhook. */
  Answer send(String hook, SignedRequest request) {
    return wait(sendLater(hook, request));
  }

  /** Sends a webhook and lets the caller do more meanwhile. */
  CompletableFuture<Answer> sendLater(String hook, SignedRequest request) {
    return later(post(hook, request).build());
  }

  /** Sends a webhook that must be taken in, and gives the event's id. */
  String accepted(String hook, SignedRequest request) {
    return send(hook, request).event();
  }

  /** Sends a webhook that must be taken in, and gives its entry in the event log. */
  JsonNode settled(String hook, SignedRequest request) {
    return settled(accepted(hook, request));
  }

  /** The entry of an event in the log, as soon as there is one. */
  JsonNode settled(String event) {
    return await(() -> get("events/" + event), answer -> answer.status() == 200).json();
  }

  /**
   * Sends a webhook that must be refused, and gives its line in the rejection log. Few of one
   * source, reason and network are written in a minute, and all tests share these: so it is sent
   * until one is.
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

  /** Sends a webhook that must be refused, and gives the mark that its rejection has. */
  String refused(String hook, SignedRequest request, int status) {
    String mark = UUID.randomUUID().toString();
    wait(later(post(hook, request).header(MARK, mark).build())).isProblem(status);
    return mark;
  }

  /** The rejection of a marked request, as soon as it is written. */
  JsonNode rejection(String mark) {
    return await(() -> rejections(mark), found -> !found.isEmpty()).getFirst();
  }

  private List<JsonNode> rejections(String mark) {
    Predicate<JsonNode> marked =
        line -> line.path("headers").path(MARK).path(0).asText().equals(mark);
    return items("rejections?limit=500").stream().filter(marked).toList();
  }

  /** Asks the REST API. */
  Answer get(String path) {
    return wait(later(api(path).build()));
  }

  /** Asks the REST API the same, as many times at once. */
  List<Answer> getAtOnce(String path, int times) {
    List<CompletableFuture<Answer>> answers =
        Stream.generate(() -> later(api(path).build())).limit(times).toList();
    return answers.stream().map(Callboard::wait).toList();
  }

  /** Asks the REST API for a change; {@code headers} are names and values in turn. */
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

  /** A record that must be there; who is told that too many sign in at once asks again. */
  JsonNode current(String path) {
    Answer answer = await(() -> get(path), found -> found.status() != 429);
    assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The items of a list. */
  List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    current(path).path("items").forEach(items::add);
    return items;
  }

  /** A source's line of the ledger, once nothing of it is in flight. */
  JsonNode ledger(String source) {
    return await(
            () ->
                items("ledger").stream()
                    .filter(line -> line.path("source").asText().equals(source))
                    .toList(),
            lines -> !lines.isEmpty() && !lines.getFirst().path("balanced").isNull())
        .getFirst();
  }

  /** Any request to a path below the context root, without credentials. */
  Answer request(String method, String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        builder(base.resolve(path)).method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return wait(later(request.build()));
  }

  /** A segment of a path; one of full stops alone would be a step in the path. */
  static String segment(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return text.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
  }

  /** Asks again until the answer is as wanted. */
  static <T> T await(Supplier<T> question, Predicate<T> wanted) {
    return await(question, wanted, PATIENCE);
  }

  /** Asks again until the answer is as wanted, for so long. */
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

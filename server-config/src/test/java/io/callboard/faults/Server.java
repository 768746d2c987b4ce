package io.callboard.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callboard.server.Assembly;
import io.callboard.server.RunningServer;
import io.callboard.server.ServerSettings;
import io.callboard.server.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One server's directory, and the server that runs in it from time to time. */
final class Server implements AutoCloseable {
  static final String FILMMAKERS_SECRET = "faults-filmmakers-key";
  static final String MEDIASTREAM_SECRET = "faults-mediastream-secret";
  static final String WAYMARK_SECRET = "faults-waymark-secret-0123456789-0123456789";

  private static final String PASSWORD = "faults-password";

  /** A password for the database, which accepts any. */
  private static final String DATABASE_PASSWORD = "faults-database-password";

  private static final int BESIDE = 50;

  /** A backup is answered only after it is complete. */
  private static final Duration ANSWERED = Duration.ofMinutes(3);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSettings settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable RunningServer running;

  private Server(ServerSettings settings) {
    this.settings = settings;
  }

  /** Returns a server with the embedded database, not started yet. */
  static Server in(Path directory) {
    return in(directory.resolve("server"), 0);
  }

  /** Returns a server that can run at the same time as the first one. */
  static Server second(Path directory) {
    return in(directory.resolve("second"), BESIDE);
  }

  private static Server in(Path directory, int beside) {
    return new Server(
        ServerSettings.onLoopback(directory, ServerUnderTest.PORT_OFFSET + beside)
            .with("CALLBOARD_ADMIN_PASSWORD", PASSWORD)
            .with("CALLBOARD_SOURCES", "filmmakers,mediastream,waymark")
            .with("CALLBOARD_SOURCES_FILMMAKERS_SECRETS", FILMMAKERS_SECRET)
            .with("CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", MEDIASTREAM_SECRET)
            .with("CALLBOARD_SOURCES_WAYMARK_SECRETS", WAYMARK_SECRET));
  }

  /** Returns this server with PostgreSQL. */
  Server on(Postgres database) {
    return new Server(settings.withDatabase(database.url(), "postgres", DATABASE_PASSWORD));
  }

  /** Returns this server with one more setting. */
  Server with(String variable, String value) {
    return new Server(settings.with(variable, value));
  }

  /** Returns this server with a limit to the messages in a queue, which only Liberty has. */
  Server withQueueOf(int messages) {
    return new Server(settings.with("CALLBOARD_BROKER_MAX_DEPTH", Integer.toString(messages)));
  }

  /** Returns its secrets, which are all set in its environment. */
  static List<String> secrets() {
    return List.of(
        FILMMAKERS_SECRET, MEDIASTREAM_SECRET, WAYMARK_SECRET, PASSWORD, DATABASE_PASSWORD);
  }

  /** Returns the directory of all its data, except those in a PostgreSQL. */
  Path directory() {
    return settings.directory();
  }

  /** Returns this server with Liberty's smallest message store, and a log of the same size. */
  Server withSmallStore() {
    return new Server(
        settings.with("CALLBOARD_BROKER_STORE_SIZE", "20").with("CALLBOARD_BROKER_LOG_SIZE", "20"));
  }

  void start() {
    start(ServerUnderTest.assembly());
  }

  /** Starts the earlier release. */
  void startEarlier() {
    start(ServerUnderTest.earlier());
  }

  private void start(Assembly assembly) {
    management().open();
    running = RunningServer.start(assembly, settings);
  }

  /** Stops the server properly; it can be started again. */
  void stop() {
    running().close();
  }

  /** Returns the administrator's operations. */
  Management management() {
    Assembly assembly = ServerUnderTest.assembly();
    return switch (assembly.kind()) {
      case Assembly.LIBERTY -> new LibertyManagement(settings.directory());
      default ->
          new WildFlyManagement(assembly, settings.directory(), 9990 + settings.portOffset());
    };
  }

  /** Launches the server with a fault; the fault may occur before the server is ready. */
  void launch(Fault fault) {
    management().admitAgent();
    ServerSettings faulty = settings.with("JAVA_TOOL_OPTIONS", fault.options(settings.directory()));
    running = RunningServer.launch(ServerUnderTest.assembly(), faulty);
  }

  RunningServer running() {
    return Objects.requireNonNull(running, "not started");
  }

  URI hook(String source) {
    return running().baseUri().resolve("hooks/" + source);
  }

  /** Sends the next event of a sender whose signature is in the body. */
  HttpResponse<String> send(Sender sender) {
    var event = sender.next();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hook(sender.source()))
            .header("Content-Type", event.contentType())
            .POST(BodyPublishers.ofByteArray(event.body()));
    return answer(request);
  }

  int ready() {
    return answer("ready").statusCode();
  }

  /** Returns the conditions that the server reports as missing for readiness. */
  String missing() {
    return parsed(answer("ready").body()).path("missing").toString();
  }

  /** Sends a GET request to the REST API without waiting for the answer. */
  CompletableFuture<HttpResponse<String>> getLater(String path) {
    return http.sendAsync(request("api/v1/" + path).build(), BodyHandlers.ofString());
  }

  /** Returns the status of the REST API's answer to a GET request. */
  int status(String path) {
    return answer("api/v1/" + path).statusCode();
  }

  /** Returns the REST API's answer to a GET request. */
  JsonNode get(String path) {
    HttpResponse<String> answer = answer("api/v1/" + path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " was answered " + answer.statusCode());
    }
    return parsed(answer.body());
  }

  /** Returns the REST API's answer to a POST request. */
  JsonNode post(String path, String body) {
    HttpResponse<String> answer =
        answer(
            request("api/v1/" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + " was answered " + answer.body());
    }
    return parsed(answer.body());
  }

  /** Returns all items of a list, page by page. */
  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String next = "";
    do {
      String after = next.isEmpty() ? "" : "&after=" + next;
      JsonNode page = get(path + "?limit=500" + after);
      page.path("items").forEach(items::add);
      next = page.path("next").asText("");
    } while (!next.isEmpty() && !next.equals("null"));
    return items;
  }

  /** Returns the current ledger. */
  List<JsonNode> ledger() {
    List<JsonNode> lines = new ArrayList<>();
    get("ledger").path("items").forEach(lines::add);
    return lines;
  }

  /** Waits until nothing is in flight, and returns the ledger. */
  List<JsonNode> settledLedger(Duration patience) {
    return await(
        this::ledger,
        lines -> lines.stream().noneMatch(line -> line.path("balanced").isNull()),
        patience);
  }

  /** Repeats the question until the answer is the wanted one; an exception counts as no answer. */
  static <T> T await(Question<T> question, Predicate<T> wanted, Duration patience) {
    Instant limit = Instant.now().plus(patience);
    while (true) {
      String last;
      try {
        T answer = question.ask();
        if (wanted.test(answer)) {
          return answer;
        }
        last = String.valueOf(answer);
      } catch (IllegalStateException e) {
        last = String.valueOf(e.getMessage());
      }
      if (Instant.now().isAfter(limit)) {
        throw new AssertionError("after " + patience + " still: " + last);
      }
      pause(Duration.ofMillis(250));
    }
  }

  /** A question that can be repeated. */
  interface Question<T> {
    T ask();
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
    http.close();
  }

  private HttpResponse<String> answer(String path) {
    return answer(request(path));
  }

  private HttpRequest.Builder request(String path) {
    String credentials = "admin:" + PASSWORD;
    return HttpRequest.newBuilder(running().baseUri().resolve(path))
        .timeout(ANSWERED)
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> answer(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request.uri() + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

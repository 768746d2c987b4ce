package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers share one PostgreSQL, and each has its own data directory and journal. One server is
 * replaced while providers send, as in an upgrade. With {@code -Dearlier.application=…} that server
 * begins with an earlier release.
 */
@Tag("own-server")
@Tag("wildfly-alone")
class SideBySideIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration SOME_LOAD = Duration.ofSeconds(5);
  private static final int PROFILES = 40;

  @Test
  void bothTakeEventsInAndWhatIsDoneForThemIsDoneOnce(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    List<String> calls = new CopyOnWriteArrayList<>();
    HttpServer api = playApi(calls);
    String url = "http://127.0.0.1:" + api.getAddress().getPort();
    try (Postgres database = Postgres.start(directory);
        Server first = fetching(Server.in(directory), url).on(database);
        Server second = fetching(Server.second(directory), url).on(database)) {
      first.startEarlier();
      second.start();
      exchangeUnderLoad(first, second);
      replayOnce(first, second);
      fetchOnce(first, second, calls);
      assertThatIllegalStateException()
          .isThrownBy(() -> second.post("backups", ""))
          .withMessageContaining("use pg_dump for PostgreSQL");
    } finally {
      api.stop(0);
    }
  }

  private static Server fetching(Server server, String api) {
    return server
        .with("CALLBOARD_SOURCES", "filmmakers,mediastream,waymark,fetched")
        .with("CALLBOARD_SOURCES_FETCHED_PROVIDER", "filmmakers")
        .with("CALLBOARD_SOURCES_FETCHED_SECRETS", Server.FILMMAKERS_SECRET)
        .with("CALLBOARD_SOURCES_FETCHED_API_URL", api);
  }

  private static void exchangeUnderLoad(Server first, Server second) {
    List<Sender> senders = Sender.ofAllProviders();
    AtomicInteger turn = new AtomicInteger();
    Load load =
        new Load(
            source -> (turn.incrementAndGet() % 2 == 0 ? first : second).hook(source).toString(),
            senders);
    try (load) {
      load.start();
      Server.pause(SOME_LOAD);
      first.running().stop();
      Server.pause(SOME_LOAD);
      first.start();
      Server.pause(SOME_LOAD);
    }
    Verification.of(first, senders, load.acknowledged(), PATIENCE);
    Verification.of(second, senders, load.acknowledged(), PATIENCE);
    assertThat(load.sent()).isLessThanOrEqualTo(load.acknowledged().size());
  }

  /**
   * Checks that two servers run a job once. Each server runs jobs; a part belongs to the server
   * that claims it.
   */
  private static void replayOnce(Server first, Server second) {
    long events =
        first.all("events").stream()
            .filter(event -> event.path("source").asText().equals("waymark"))
            .filter(event -> !event.path("state").asText().equals("DUPLICATE"))
            .count();
    JsonNode job = first.post("replays", "{\"filter\":{\"source\":\"waymark\"}}");
    String path = "replays/" + job.path("id").asText();
    JsonNode done =
        Server.await(
            () -> second.get(path), it -> it.path("state").asText().equals("DONE"), PATIENCE);

    System.out.println("Replayed: " + done);
    assertThat(done.path("counts").path("examined").asLong())
        .describedAs("%s", done)
        .isEqualTo(events);
  }

  private static void fetchOnce(Server first, Server second, List<String> calls) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int profile = 1; profile <= PROFILES; profile++) {
        Server server = profile % 2 == 0 ? first : second;
        announce(http, server.hook("fetched"), Integer.toString(profile));
      }
    }
    for (int profile = 1; profile <= PROFILES; profile++) {
      String path = "profiles/fetched/" + profile;
      Server.await(
          () -> second.get(path), it -> it.path("state").asText().equals("CURRENT"), PATIENCE);
    }
    System.out.println(calls.size() + " calls for " + PROFILES + " profiles");
    assertThat(calls).hasSize(PROFILES).doesNotHaveDuplicates();
    for (Server server : List.of(first, second)) {
      assertThat(server.settledLedger(PATIENCE))
          .allMatch(line -> line.path("balanced").asBoolean());
    }
  }

  private static void announce(HttpClient http, URI hook, String profile) throws Exception {
    Instant now = Instant.now();
    SignedRequest event =
        SignedRequests.filmmakers(
            Server.FILMMAKERS_SECRET, "actor_profile.updated", profile, now, now);
    HttpRequest.Builder post =
        HttpRequest.newBuilder(hook)
            .header("Content-Type", event.contentType())
            .POST(BodyPublishers.ofByteArray(event.body()));
    event.headers().forEach(post::header);
    assertThat(http.send(post.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Starts a stub of a provider's API, whose profiles have a number and a name. */
  private static HttpServer playApi(List<String> calls) throws IOException {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/api/v1/actor_profiles/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          calls.add(path);
          String id = path.substring(path.lastIndexOf('/') + 1);
          byte[] answer =
              "{\"id\":%s,\"first_name\":\"Ada\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    api.start();
    return api;
  }
}

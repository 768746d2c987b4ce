package io.callboard.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many concurrent connections send the bodies that need most memory to verify, without a valid
 * signature. The server has its default heap.
 */
@Tag("own-server")
class UnprovenFloodIT {
  private static final int CONNECTIONS = 100;
  private static final int BODY = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The duration; {@code -Dfaults.flood.seconds=60} lengthens it. */
  private static final Duration FLOOD =
      Duration.ofSeconds(Integer.getInteger("faults.flood.seconds", 10));

  private static final List<byte[]> WORST =
      List.of(
          body(i -> "\"%s\":{}".formatted(name(i)), Integer.MAX_VALUE),
          body(i -> "\"%s\":1".formatted(name(i)), 29_000),
          body(i -> "\"%s%s\":1".formatted(name(i), "n".repeat(20)), 29_000),
          body(i -> "\"%s\":{\"a\":1,\"b\":1,\"c\":1}".formatted(name(i)), 7_000));

  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

  @Test
  void endsNeitherTheServerNorTheEventsOfOthers(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    try (Server server = Server.in(directory)) {
      server.start();
      ProcessHandle process = server.running().process();
      List<Sender> others =
          Sender.ofAllProviders().stream()
              .filter(sender -> !sender.source().equals("filmmakers"))
              .toList();
      Instant end = Instant.now().plus(FLOOD);
      List<Thread> flood = new ArrayList<>();
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        byte[] body = WORST.get(connection % WORST.size());
        flood.add(Thread.ofVirtual().start(() -> sendUntil(end, server, body)));
      }
      int taken = 0;
      while (Instant.now().isBefore(end)) {
        assertThat(server.send(others.get(taken % others.size())).statusCode()).isEqualTo(200);
        taken++;
      }
      for (Thread thread : flood) {
        thread.join();
      }

      System.out.println(new TreeMap<>(answers) + ", and others' events: " + taken);
      assertThat(answers.keySet()).contains(400, 401).isSubsetOf(400, 401, 429, 503);
      assertThat(process.isAlive()).isTrue();
      assertThat(server.running().process()).isEqualTo(process);
      assertThat(server.ready()).isEqualTo(200);
      assertThat(server.settledLedger(PATIENCE))
          .allSatisfy(line -> assertThat(line.path("balanced").asBoolean()).isTrue());
    }
  }

  /** Sends requests and counts the answers by status; a missing answer counts as 0. */
  private void sendUntil(Instant end, Server server, byte[] body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(end)) {
        answers.merge(sent(http, server, body), 1, Integer::sum);
      }
    }
  }

  private static int sent(HttpClient http, Server server, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.hook("mediastream"))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private interface Member {
    String of(int number);
  }

  /** Builds a body of at most {@code most} members, and a text that fills the rest. */
  private static byte[] body(Member member, int most) {
    String start = "{\"type\":\"media.update\",\"date\":1,\"data\":{\"_id\":\"1\",";
    String end = "\"},\"signature\":\"" + "0".repeat(64) + "\"}";
    StringBuilder json = new StringBuilder(start);
    for (int i = 0; i < most && json.length() < BODY - 200; i++) {
      json.append(member.of(i)).append(',');
    }
    json.append("\"t\":\"");
    return json.append("x".repeat(BODY - json.length() - end.length()))
        .append(end)
        .toString()
        .getBytes(UTF_8);
  }

  private static String name(int number) {
    return Integer.toString(number + 36 * 36 * 36, 36);
  }
}

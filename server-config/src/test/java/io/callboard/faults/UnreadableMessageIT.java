package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.faults.sender.MessageServlet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The intake queue contains messages that are not bundles. */
@Tag("own-server")
class UnreadableMessageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final byte[] NEWER = {'C', 'B', 127, 1, 2, 3};
  private static final byte[] DAMAGED = {'C', 'B', 1, 1, 2, 3};

  @Test
  void areParkedAndCountedWhileThoseOfANewerReleaseWait(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    try (Server server = Server.in(directory)) {
      server.management().deploy("sender.war", application(directory));
      server.start();

      send(server, "bytes", "garbage".getBytes(StandardCharsets.UTF_8));
      send(server, "bytes", DAMAGED);
      send(server, "bytes", DAMAGED, "&label=" + UUID.randomUUID());
      send(server, "bytes", NEWER);
      send(server, "text", "a text".getBytes(StandardCharsets.UTF_8));
      send(server, "object", "an object".getBytes(StandardCharsets.UTF_8));

      List<JsonNode> ledger =
          Server.await(
              server::ledger,
              lines -> lines.stream().anyMatch(line -> line.path("parked").asLong() >= 5),
              PATIENCE);
      assertThat(ledger)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.path("source").asText()).isEqualTo("unknown");
                assertThat(line.path("parked").asLong()).isEqualTo(5);
                assertThat(line.path("missing").asLong()).isZero();
              });
      eventsGoOnMeanwhile(server);
      assertThat(server.management().messages("callboard.unreadable")).isEqualTo(5);
      assertThat(server.management().messages("callboard.intake")).isEqualTo(1);
    }
  }

  private static void eventsGoOnMeanwhile(Server server) {
    Load load = new Load(source -> server.hook(source).toString(), Sender.ofAllProviders());
    try (load) {
      load.start();
      Server.pause(Duration.ofSeconds(2));
    }
    String last = load.acknowledged().getLast();
    JsonNode event = Server.await(() -> server.get("events/" + last), it -> true, PATIENCE);
    assertThat(event.path("state").asText()).isIn("APPLIED", "PENDING");
  }

  private static void send(Server server, String kind, byte[] body, String... parameters)
      throws IOException, InterruptedException {
    Management management = server.management();
    String query = "?names=" + management.names() + String.join("", parameters);
    URI uri = server.running().baseUri().resolve("/sender/send/" + kind + query);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Broker-Password", Files.readString(management.brokerPassword()).strip())
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private static Path application(Path directory) throws IOException {
    Path war = directory.resolve("sender.war");
    String entry = MessageServlet.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war));
        InputStream bytes = MessageServlet.class.getClassLoader().getResourceAsStream(entry)) {
      assertThat(bytes).isNotNull();
      out.putNextEntry(new JarEntry("WEB-INF/classes/" + entry));
      bytes.transferTo(out);
    }
    return war;
  }
}

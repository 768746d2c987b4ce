package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server whose hooks could not start is not ready, whatever else of the application runs. */
@Tag("own-server")
class HooksMissingIT {
  private static final String UNUSABLE = "callboard.intake.max-body: expected a number of bytes";

  @Test
  void aServerWithoutHooksIsNotReady(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    ServerSettings settings =
        ServerSettings.onLoopback(directory.resolve("server"), ServerUnderTest.PORT_OFFSET)
            .with("CALLBOARD_INTAKE_MAX_BODY", "as much as comes");
    try (RunningServer server = RunningServer.launch(ServerUnderTest.assembly(), settings);
        HttpClient client = HttpClient.newHttpClient()) {
      URI ready = server.baseUri().resolve("ready");
      Instant limit = Instant.now().plus(Duration.ofMinutes(2));
      while (!refused(server) && Instant.now().isBefore(limit)) {
        assertThat(status(client, ready)).isNotEqualTo(Optional.of(200));
        Thread.sleep(250);
      }
      assertThat(refused(server)).isTrue();
      Instant end = Instant.now().plusSeconds(10);
      while (Instant.now().isBefore(end)) {
        assertThat(status(client, ready)).isNotEqualTo(Optional.of(200));
        Thread.sleep(250);
      }
    }
  }

  private static boolean refused(RunningServer server) throws Exception {
    return Files.exists(server.log()) && Files.readString(server.log()).contains(UNUSABLE);
  }

  /** Empty while nothing listens. */
  private static Optional<Integer> status(HttpClient client, URI uri) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    try {
      return Optional.of(client.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * An installed Callboard on a port of this machine, checked from outside as an administrator would.
 */
record InstalledCallboard(int port) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Waits until a path is answered with a status. */
  void await(String path, int status) throws InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    int answered = 0;
    while (answered != status) {
      assertThat(Instant.now()).describedAs("%s is answered %d", path, answered).isBefore(limit);
      Thread.sleep(250);
      answered = answered(path);
    }
  }

  /** Waits until the first administrator is created and the password is in the file. */
  void awaitPassword(Path file) throws InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!Files.exists(file)) {
      assertThat(Instant.now()).describedAs("%s does not exist", file).isBefore(limit);
      Thread.sleep(250);
    }
  }

  private int answered(String path) throws InterruptedException {
    try {
      return send(request(path));
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns the status of the answer to a user who signs in. */
  int status(String user, String password) throws IOException, InterruptedException {
    String login = user + ":" + password;
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return send(request("callboard/api/v1/sources").header("Authorization", "Basic " + basic));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(Duration.ofSeconds(30));
  }

  private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }
}

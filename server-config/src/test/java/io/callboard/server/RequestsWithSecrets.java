package io.callboard.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Requests of senders and readers that contain secrets: valid, invalid, and broken off in the
 * middle. The server's environment holds the other secrets.
 */
final class RequestsWithSecrets {
  static final String PATH_TOKEN = "token-in-the-path-of-a-hook";
  private static final String API_KEY = "key-of-a-providers-interface";
  private static final String ADMINISTRATOR = "password-of-the-administrator";
  private static final String LOGIN = login(ADMINISTRATOR);

  /** The secrets, in plain text and as a request carries them. */
  static final List<String> SECRETS = List.of(PATH_TOKEN, API_KEY, ADMINISTRATOR, LOGIN);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PORT = 8080 + ServerUnderTest.PORT_OFFSET;

  /** Returns the settings of a server with these sources, whose secrets are not set. */
  ServerSettings settings(Path directory, String... sources) {
    ServerSettings settings =
        ServerSettings.onLoopback(directory, ServerUnderTest.PORT_OFFSET)
            .with("CALLBOARD_ADMIN_PASSWORD", ADMINISTRATOR)
            .with("CALLBOARD_SOURCES", String.join(",", sources));
    for (String source : sources) {
      settings = source(settings, source.toUpperCase(Locale.ROOT));
    }
    return settings;
  }

  /** Adds a source whose media are fetched from an API that does not answer. */
  private static ServerSettings source(ServerSettings settings, String name) {
    String prefix = "CALLBOARD_SOURCES_" + name;
    return settings
        .with(prefix + "_PROVIDER", "mediastream")
        .with(prefix + "_PATH_TOKEN", PATH_TOKEN)
        .with(prefix + "_API_URL", "http://127.0.0.1:9")
        .with(prefix + "_API_KEY", API_KEY)
        .with(prefix + "_API_FETCH_BACK", "true");
  }

  /**
   * Sends an event with the right secret, which is accepted, and one with another secret, which is
   * rejected.
   */
  void sends(String source, String secret) throws Exception {
    assertThat(delivered(source, secret)).isEqualTo(200);
    assertThat(delivered(source, "another-secret-of-the-source")).isEqualTo(401);
  }

  /** Reads, fails to sign in, and breaks requests off. */
  void usesTheServer(String source) throws Exception {
    awaitAdministrator();
    assertThat(read(login("another-password"))).isEqualTo(401);
    breaksOff("/callboard/hooks/%s/%s".formatted(source, PATH_TOKEN));
    breaksOff("/callboard/api/v1/replays");
  }

  /** A server is ready for events before it is ready for readers. */
  private static void awaitAdministrator() throws Exception {
    Instant limit = Instant.now().plus(PATIENCE);
    while (read(LOGIN) != 200) {
      assertThat(Instant.now()).isBefore(limit);
      Thread.sleep(250);
    }
  }

  private static String login(String password) {
    return Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
  }

  private static int delivered(String source, String secret) throws Exception {
    SignedRequest media =
        SignedRequests.mediastream(secret, "media.create", "M1", "{\"_id\":\"M1\"}", Instant.now());
    HttpRequest.Builder request =
        request("/callboard/hooks/%s/%s".formatted(source, PATH_TOKEN))
            .header("Content-Type", media.contentType())
            .POST(BodyPublishers.ofByteArray(media.body()));
    media.headers().forEach(request::header);
    return status(request);
  }

  private static int read(String login) throws Exception {
    return status(request("/callboard/api/v1/sources").header("Authorization", "Basic " + login));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path));
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
  }

  /** Breaks off a request; a server that reports such a request may describe it in the report. */
  private static void breaksOff(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      String head =
          """
          POST %s HTTP/1.1
          Host: 127.0.0.1
          Authorization: Basic %s
          Content-Type: application/json
          Content-Length: 1000

          {"\
          """
              .formatted(path, LOGIN);
      socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
      socket.getOutputStream().flush();
    }
  }
}

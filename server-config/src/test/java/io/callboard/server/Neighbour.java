package io.callboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.neighbour.NeighbourServlet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Another application on Callboard's server.
 *
 * @param port the server's HTTP port
 */
record Neighbour(int port) {

  /** Packs the application. */
  static Path writeTo(Path directory) throws IOException {
    Path war = directory.resolve("neighbour.war");
    String entry = NeighbourServlet.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war));
        InputStream bytes = NeighbourServlet.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry("WEB-INF/classes/" + entry));
      assertThat(bytes).isNotNull();
      bytes.transferTo(out);
    }
    return war;
  }

  /** Sends a request to an application on the server; the query is encoded here. */
  String get(String path, String... query) throws IOException, InterruptedException {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < query.length; i += 2) {
      pairs.add(query[i] + "=" + URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
    }
    URI uri =
        URI.create("http://127.0.0.1:%d/%s?%s".formatted(port, path, String.join("&", pairs)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
    }
  }
}

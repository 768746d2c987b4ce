package io.callboard.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callboard.testing.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** A client that calls from a chosen address of this machine. */
record Visitor(HttpClient http) {

  /**
   * Creates a client. All of 127.0.0.0/8 belongs to this machine, so one machine has many
   * addresses.
   */
  static Visitor from(String address, SSLContext trusted) throws IOException {
    return new Visitor(
        HttpClient.newBuilder()
            .localAddress(InetAddress.getByName(address))
            .sslContext(trusted)
            .version(HttpClient.Version.HTTP_1_1)
            .build());
  }

  /** Sends a GET request; {@code headers} alternates names and values. */
  HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).GET(), headers);
  }

  /** Sends a webhook; {@code headers} alternates names and values. */
  HttpResponse<String> post(URI uri, SignedRequest request, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(uri)
            .POST(BodyPublishers.ofByteArray(request.body()))
            .header("Content-Type", request.contentType());
    request.headers().forEach(post::header);
    return send(post, headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}

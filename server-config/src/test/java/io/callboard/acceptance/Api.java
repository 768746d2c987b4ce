package io.callboard.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Callboard's REST API as one user calls it, or as nobody does. */
record Api(HttpClient client, URI base, Optional<String> authorization) {

  static Api anonymous(URI context) {
    return new Api(HttpClient.newHttpClient(), context.resolve("api/v1/"), Optional.empty());
  }

  Api as(String name, String password) {
    String login = name + ":" + password;
    return new Api(
        client,
        base,
        Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  /** Sends a JSON body, if it is not empty, with headers given as names and values in turn. */
  Answer send(String method, String path, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      return new Answer(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  record Answer(int status, HttpResponse<String> response) {
    Answer(HttpResponse<String> response) {
      this(response.statusCode(), response);
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The texts of every member of that name. */
    List<String> texts(String member) {
      return Pattern.compile("\"" + member + "\":\"([^\"]*)\"")
          .matcher(body())
          .results()
          .map((MatchResult match) -> match.group(1))
          .toList();
    }

    /** The cursor of the next page. */
    Optional<String> next() {
      return texts("next").stream().findFirst();
    }
  }
}

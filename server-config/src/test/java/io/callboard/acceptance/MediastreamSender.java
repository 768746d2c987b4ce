package io.callboard.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Sends events as Mediastream does. */
record MediastreamSender(HttpClient client, URI hook, String secret) {

  static MediastreamSender to(URI context, String secret) {
    return new MediastreamSender(
        HttpClient.newHttpClient(), context.resolve("hooks/mediastream"), secret);
  }

  /** Sends an event that makes a media record, and gives the event's id. */
  String create(String id, long date) {
    String text = "type=media.create~id=" + id + "~date=" + date + "~key=" + secret;
    return send(
        "{\"type\":\"media.create\",\"data\":{\"_id\":\"%s\",\"title\":\"Title of %s\"},\"date\":%d,\"signature\":\"%s\"}"
            .formatted(id, id, date, sha256(text)));
  }

  private String send(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(hook)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.statusCode() + ": " + response.body());
      }
      return response.body().replaceAll("\\{\"event\":\"(.*)\"}", "$1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

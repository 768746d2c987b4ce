package io.callboard.web.hooks;

import io.callboard.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The answer to a sender.
 *
 * @param headers all headers but the type and the length of the body
 * @param body JSON
 */
record HookAnswer(int status, String mediaType, Map<String, String> headers, byte[] body) {
  private static final String RETRY_SECONDS = "5";

  /** Returns the answer for an event that is on the broker's disk. */
  static HookAnswer accepted(UUID event) {
    String json = "{\"event\":\"" + event + "\"}";
    return new HookAnswer(
        200, MediaType.APPLICATION_JSON, Map.of(), json.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the answer for a refused delivery. */
  static HookAnswer refused(Problem problem) {
    return of(problem, Map.of(HttpHeaders.CACHE_CONTROL, "no-store"));
  }

  /** Returns the answer to a method other than POST. */
  static HookAnswer onlyPost() {
    return of(
        Problem.of(405, "expected the method POST"),
        Map.of(HttpHeaders.CACHE_CONTROL, "no-store", HttpHeaders.ALLOW, "POST"));
  }

  /**
   * Returns the answer for an event that is not confirmed as stored; the sender must send it again.
   */
  static HookAnswer unavailable() {
    return of(
        Problem.of(503, "the event was not stored; send it again"),
        Map.of(HttpHeaders.CACHE_CONTROL, "no-store", HttpHeaders.RETRY_AFTER, RETRY_SECONDS));
  }

  /**
   * Returns this answer with {@code Connection: close}, so that the server does not wait for the
   * rest of the body.
   */
  HookAnswer last() {
    Map<String, String> more = new HashMap<>(headers);
    more.put("Connection", "close");
    return new HookAnswer(status, mediaType, more, body);
  }

  private static HookAnswer of(Problem problem, Map<String, String> headers) {
    return new HookAnswer(
        problem.status(),
        Problem.MEDIA_TYPE,
        headers,
        problem.json().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the answer in the form that a resource returns. */
  Response response() {
    Response.ResponseBuilder response = Response.status(status).type(mediaType).entity(body);
    headers.forEach(response::header);
    return response.build();
  }

  /** Writes the answer to a response. */
  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

package io.callboard.web.hooks;

import io.callboard.network.Client;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request to a hook: everything that is read before the body.
 *
 * @param source the first segment of the path; empty if the path is not that of a hook
 * @param token the second segment; null without one
 * @param announced the length of the body in bytes; -1 if the sender does not announce it
 * @param client the sender, which may be behind trusted proxies
 */
record HookHead(
    String method,
    String source,
    @Nullable String token,
    RequestHeaders headers,
    long announced,
    Client client) {
  private static final String ATTRIBUTE = HookHead.class.getName();

  static HookHead read(HttpServletRequest request, Client client) {
    List<String> path = segments(request);
    return new HookHead(
        request.getMethod(),
        path.size() > 2 ? "" : path.getFirst(),
        path.size() == 2 ? path.getLast() : null,
        RequestHeaders.of(request),
        request.getContentLengthLong(),
        client);
  }

  /** Returns the sender's address. */
  String address() {
    return client.address();
  }

  /** Returns the decoded segments, at least one; a slash at the end adds no segment. */
  private static List<String> segments(HttpServletRequest request) {
    @Nullable String rest = request.getPathInfo();
    String path = request.getServletPath() + (rest == null ? "" : rest);
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.endsWith("/") && path.length() > start ? path.length() - 1 : path.length();
    return List.of(path.substring(start, end).split("/", -1));
  }

  /** Attaches the head to its request. */
  void attach(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Returns the head that was attached to a request; null before that. */
  static @Nullable HookHead of(ServletRequest request) {
    return (HookHead) request.getAttribute(ATTRIBUTE);
  }

  /**
   * Returns the header {@code Content-Type} as it was sent; null without one. Several such headers
   * count as one list (RFC 9110, section 5.3), which equals no media type.
   */
  @Nullable String contentType() {
    List<String> values = headers.kept().getOrDefault("content-type", List.of());
    return values.isEmpty() ? null : String.join(", ", values);
  }
}

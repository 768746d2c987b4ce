package io.callboard.security;

import io.callboard.problem.Problem;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Answers a request that is refused before it reaches a resource. */
record Refusal(HttpServletRequest request, HttpServletResponse response) {
  private static final String BASIC = "Basic ";

  /** Answers 401 for a missing or an invalid login, without saying which. */
  AuthenticationStatus challenge() {
    response.setHeader("WWW-Authenticate", "Basic realm=\"Callboard\", charset=\"UTF-8\"");
    response.addHeader("WWW-Authenticate", "Bearer realm=\"Callboard\"");
    return answer(
        Problem.of(401, "A valid login is required: a user and password, or an API token."));
  }

  /** Answers with {@code Retry-After}; the time is rounded up to seconds. */
  AuthenticationStatus later(Problem problem, Duration time) {
    response.setHeader("Retry-After", Long.toString(time.plusNanos(999_999_999).toSeconds()));
    return answer(problem);
  }

  /**
   * Writes the answer. WildFly replaces it with its error page, so the problem is also set for the
   * page. If Liberty cannot read a Basic header, it replaces the answer with a 500, unless the
   * complete answer has already been sent.
   */
  AuthenticationStatus answer(Problem problem) {
    byte[] body = problem.json().getBytes(StandardCharsets.UTF_8);
    request.setAttribute(Problem.ATTRIBUTE, problem);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    try {
      if (hasUnreadableLogin()) {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
      } else {
        response.getOutputStream().write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }

  private boolean hasUnreadableLogin() {
    String login = request.getHeader("Authorization");
    if (login == null || !login.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return false;
    }
    try {
      byte[] text = Base64.getDecoder().decode(login.substring(BASIC.length()));
      return new String(text, StandardCharsets.UTF_8).indexOf(':') < 0;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}

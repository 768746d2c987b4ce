package io.callboard.security;

import io.callboard.problem.Problem;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers a request that comes in without a login, in the place of the resource. */
record Refusal(HttpServletResponse response) {

  /** No login, or one that is not good: which of them, nobody is told. */
  AuthenticationStatus challenge() {
    response.setHeader("WWW-Authenticate", "Basic realm=\"Callboard\", charset=\"UTF-8\"");
    response.addHeader("WWW-Authenticate", "Bearer realm=\"Callboard\"");
    return answer(Problem.of(401, "A user or an API token of Callboard is needed."));
  }

  /** Not now; the same request may be good in a second. */
  AuthenticationStatus later(Problem problem) {
    response.setHeader("Retry-After", "1");
    return answer(problem);
  }

  /**
   * Sends the answer at once: afterwards WildFly writes its error page over it, and Liberty one of
   * 500 where it cannot read a Basic header itself.
   */
  AuthenticationStatus answer(Problem problem) {
    byte[] body = problem.json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}

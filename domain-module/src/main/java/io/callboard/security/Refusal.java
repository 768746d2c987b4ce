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

/** Answers a request that comes in without a login, in the place of the resource. */
record Refusal(HttpServletRequest request, HttpServletResponse response) {
  private static final String BASIC = "Basic ";

  /** No login, or one that is not good: which of them, nobody is told. */
  AuthenticationStatus challenge() {
    response.setHeader("WWW-Authenticate", "Basic realm=\"Callboard\", charset=\"UTF-8\"");
    response.addHeader("WWW-Authenticate", "Bearer realm=\"Callboard\"");
    return answer(Problem.of(401, "A user or an API token of Callboard is needed."));
  }

  /** Not now; the same request may be good after this time, which is rounded up to seconds. */
  AuthenticationStatus later(Problem problem, Duration time) {
    response.setHeader("Retry-After", Long.toString(time.plusNanos(999_999_999).toSeconds()));
    return answer(problem);
  }

  /**
   * WildFly writes its error page over the answer, so the page is told the problem too. Where
   * Liberty cannot read a Basic header it writes one of 500 over it, unless it is whole and sent.
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

package io.callboard.web.request;

import io.callboard.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * Limits the requests that read from the REST API at once to the {@link ReadPermits}. A request
 * keeps its place until its answer is sent; a request that gets no place within 5 seconds is
 * answered 503.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class ReadLimitFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String RETRY_SECONDS = "2";

  @Inject private transient ReadPermits permits;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      chain.doFilter(request, response);
      return;
    }
    String user = Objects.requireNonNullElse(request.getRemoteUser(), "");
    if (!hasPlace(user)) {
      request.setAttribute(
          Problem.ATTRIBUTE,
          Problem.of(503, "Too many requests are reading at the moment; try again later."));
      response.setHeader("Retry-After", RETRY_SECONDS);
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      permits.release(user);
    }
  }

  private boolean hasPlace(String user) {
    try {
      return permits.take(user, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

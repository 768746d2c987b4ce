package io.callboard.web.access;

import io.callboard.network.Admission;
import io.callboard.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The filter before everything that is not a hook. It answers 404 to clients from outside the
 * intranet, and over plain HTTP it admits only this machine. A load balancer may read {@value
 * #READY} over plain HTTP, because the request has no secret; it may be a trusted proxy that sends
 * its own request.
 */
public class AdmissionFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String READY = "/ready";

  @Inject private transient Admission admission;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean probe = request.getServletPath().equals(READY);
    switch (probe ? admission.ofProbe(request) : admission.of(request)) {
      case ADMITTED -> chain.doFilter(request, response);
      case FOREIGN -> refuse(request, response, Problem.of(404));
      case READABLE_ON_THE_WAY -> {
        if (probe) {
          chain.doFilter(request, response);
        } else {
          refuse(request, response, Problem.of(403, Admission.NEEDS_HTTPS));
        }
      }
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    request.setAttribute(Problem.ATTRIBUTE, problem);
    response.sendError(problem.status());
  }
}

package io.callboard.web.hooks;

import io.callboard.intake.reception.IntakeLimits;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Lets no thread wait for a body: one that is not there yet is gathered as it comes, and its
 * request goes on when it is whole, or has got too long, or has broken off. Not every server can be
 * told to ({@code callboard.intake.slow-senders}).
 */
public class SlowSenders implements Filter {
  private static final String ATTRIBUTE = SlowSenders.class.getName();

  /** How long a body may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Semaphore places = new Semaphore(0);
  private int maxBody;

  @Inject
  void obey(IntakeLimits limits) {
    this.places = new Semaphore(limits.slowSenders());
    this.maxBody = limits.maxBody();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(ATTRIBUTE) instanceof LateBody body) {
      request.removeAttribute(ATTRIBUTE);
      try {
        chain.doFilter(body.request((HttpServletRequest) request), response);
      } finally {
        places.release();
      }
    } else if (isThere(request) || !places.tryAcquire()) {
      chain.doFilter(request, response);
    } else {
      LateBody body = new LateBody(request.startAsync(), maxBody + 1, PATIENCE);
      request.setAttribute(ATTRIBUTE, body);
      body.read();
    }
  }

  /** Or is not read at all, since it is too long. */
  private boolean isThere(ServletRequest request) throws IOException {
    long announced = request.getContentLengthLong();
    return announced == 0
        || announced > maxBody
        || (announced > 0 && request.getInputStream().available() >= announced);
  }
}

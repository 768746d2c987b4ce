package io.callboard.web.hooks;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends an answer that is not known yet when the resource returns, and gives the request's thread
 * back meanwhile. RESTEasy can do so too, but an answer that comes late goes through a lookup and
 * two threads more there, a tenth of what an event costs the server.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class LateAnswers implements Filter {
  private static final System.Logger LOG = System.getLogger(LateAnswers.class.getName());
  private static final String ATTRIBUTE = LateAnswers.class.getName();

  /** An answer has a deadline where it is made, so it needs none here. */
  private static final long NO_TIMEOUT = 0;

  /**
   * What a resource returns for an answer that may come late: the answer if it is known, else what
   * a sender would be told if this filter did not wait for it.
   */
  static Response of(CompletionStage<HookAnswer> answer, HttpServletRequest request) {
    CompletableFuture<HookAnswer> late = answer.toCompletableFuture();
    if (late.isDone()) {
      return late.join().response();
    }
    hold(late, request);
    return Response.status(HttpServletResponse.SC_SERVICE_UNAVAILABLE).build();
  }

  static void hold(CompletionStage<HookAnswer> late, ServletRequest request) {
    request.setAttribute(ATTRIBUTE, late);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request.getAttribute(ATTRIBUTE) instanceof CompletionStage<?> late) {
      AsyncContext exchange = request.startAsync();
      exchange.setTimeout(NO_TIMEOUT);
      late.whenComplete((answer, failure) -> send(answer, failure, exchange));
    }
  }

  private static void send(
      @Nullable Object answer, @Nullable Throwable failure, AsyncContext exchange) {
    HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
    try {
      if (answer instanceof HookAnswer known) {
        known.send(response);
      } else {
        LOG.log(Level.ERROR, "A delivery could not be answered", failure);
        HookAnswer.unavailable().send(response);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A sender did not wait for its answer", e);
    } finally {
      exchange.complete();
    }
  }
}

package io.callboard.web.hooks;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers that are not known yet when the resource returns, and frees the request's thread
 * until then. RESTEasy can do so too, but it adds a lookup and two thread changes, a tenth of the
 * cost of an event.
 *
 * <p>An answer is written when the server calls the write listener. Undertow calls it on the thread
 * that reads the connection's next request. If another thread wrote the answer, the reading thread
 * would be woken too early and spin until the connection is released. See {@link UndertowThreads}.
 */
public class LateAnswers implements Filter {
  private static final System.Logger LOG = System.getLogger(LateAnswers.class.getName());
  private static final String ATTRIBUTE = LateAnswers.class.getName();

  /** Set while this thread registers a write listener with the server. */
  private static final ThreadLocal<Boolean> ASKING = new ThreadLocal<>();

  /** The code that makes an answer has a deadline, so none is needed here. */
  private static final long NO_TIMEOUT = 0;

  /**
   * Returns the answer if it is known; otherwise a 503, which a sender would get only without this
   * filter, and which the later answer replaces.
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
      late.whenComplete((answer, failure) -> answer(exchange, answer, failure));
    }
  }

  private static void answer(
      AsyncContext exchange, @Nullable Object answer, @Nullable Throwable failure) {
    if (answer instanceof HookAnswer known) {
      send(known, exchange);
    } else {
      LOG.log(Level.ERROR, "The answer to a delivery failed; the sender receives 503", failure);
      send(HookAnswer.unavailable(), exchange);
    }
  }

  private static void send(HookAnswer answer, AsyncContext exchange) {
    try {
      askToWrite(new Sending(answer, exchange), exchange.getResponse());
    } catch (IOException | RuntimeException e) {
      notSent(e);
      exchange.complete();
    }
  }

  private static void askToWrite(WriteListener listener, ServletResponse response)
      throws IOException {
    ASKING.set(true);
    try {
      response.getOutputStream().setWriteListener(listener);
    } finally {
      ASKING.remove();
    }
  }

  /**
   * Returns whether this thread is inside {@code setWriteListener}, so that the task it submits may
   * run inline.
   */
  static boolean isAsking() {
    return ASKING.get() != null;
  }

  private static void notSent(Throwable failure) {
    LOG.log(Level.DEBUG, "The answer to a delivery could not be sent", failure);
  }

  /** Writes an answer that fits into the response's buffer, as every answer of a hook does. */
  private record Sending(HookAnswer answer, AsyncContext exchange) implements WriteListener {
    @Override
    public void onWritePossible() {
      try {
        answer.send((HttpServletResponse) exchange.getResponse());
      } catch (IOException | RuntimeException e) {
        notSent(e);
      } finally {
        exchange.complete();
      }
    }

    @Override
    public void onError(Throwable failure) {
      notSent(failure);
      exchange.complete();
    }
  }
}

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
 * Sends an answer that is not known yet when the resource returns, and gives the request's thread
 * back meanwhile. RESTEasy can do so too, but an answer that comes late goes through a lookup and
 * two threads more there, a tenth of what an event costs the server.
 *
 * <p>An answer is written when the server calls for it. Undertow does so on the thread that reads
 * the connection's next request: written elsewhere, that thread is woken while the connection is
 * still being given back, and spins until it is. See {@link UndertowThreads}.
 */
public class LateAnswers implements Filter {
  private static final System.Logger LOG = System.getLogger(LateAnswers.class.getName());
  private static final String ATTRIBUTE = LateAnswers.class.getName();

  /** Set while this thread asks the server to call when it can write. */
  private static final ThreadLocal<Boolean> ASKING = new ThreadLocal<>();

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
      late.whenComplete((answer, failure) -> answer(exchange, answer, failure));
    }
  }

  private static void answer(
      AsyncContext exchange, @Nullable Object answer, @Nullable Throwable failure) {
    if (answer instanceof HookAnswer known) {
      send(known, exchange);
    } else {
      LOG.log(Level.ERROR, "A delivery could not be answered", failure);
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
   * Whether what the server does now on this thread is no more than to arrange for being called.
   */
  static boolean isAsking() {
    return ASKING.get() != null;
  }

  private static void notSent(Throwable failure) {
    LOG.log(Level.DEBUG, "A sender did not wait for its answer", failure);
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

package io.callboard.web.hooks;

import io.callboard.intake.reception.IntakeLimits;
import io.callboard.web.hooks.BodyBufferPermits.Place;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Prevents senders of slow bodies from occupying the server's threads. A body that has arrived
 * passes. Other bodies are buffered within limits ({@link BodyBufferPermits}), and the request
 * continues when its body has ended; beyond the limits the answer is 503.
 *
 * <p>{@code callboard.intake.body-threads} selects the method. With 0 the server calls {@link
 * BodyListener} when more bytes are available. Open Liberty mixes up requests that are read this
 * way, and does not report how much of a body has arrived. There the setting is the number of the
 * server's threads that may read bodies at once. When all of them are reading, threads of this
 * filter read the other bodies.
 */
public class SlowSenders implements Filter {
  private static final String ATTRIBUTE = SlowSenders.class.getName();

  /** The time that a body may take. Most senders of webhooks do not wait longer for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long NO_TIMEOUT = 0;
  private static final int SHARE_OF_HEAP = 8;
  private static final long IDLE_SECONDS = 10;

  /** Threads for bodies; their number is limited by the places. */
  private final ThreadPoolExecutor ownThreads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());

  private BodyBufferPermits permits = new BodyBufferPermits(0, 0, 0);
  private Semaphore serversThreads = new Semaphore(0);
  private boolean listens;
  private int maxBody;

  /** A body that has ended, and its place, which is freed when the request is complete. */
  private record Gathered(LateBody body, Place place) {}

  @Inject
  void configure(IntakeLimits limits) {
    long bytes = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    maxBody = limits.maxBody();
    permits = new BodyBufferPermits(limits.slowSenders(), bytes, maxBody + 1);
    serversThreads = new Semaphore(limits.bodyThreads());
    listens = limits.bodyThreads() == 0;
  }

  @Resource
  void setThreads(ManagedThreadFactory threads) {
    ownThreads.setThreadFactory(threads);
  }

  @Override
  public void destroy() {
    ownThreads.shutdownNow();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(ATTRIBUTE) instanceof Gathered gathered) {
      request.removeAttribute(ATTRIBUTE);
      try {
        pass(gathered.body(), request, response, chain);
      } finally {
        gathered.place().close();
      }
    } else if (isThere(request)) {
      chain.doFilter(request, response);
    } else if (serversThreads.tryAcquire()) {
      pass(read(request), request, response, chain);
    } else {
      gather(request, response);
    }
  }

  private static boolean isThere(ServletRequest request) throws IOException {
    long announced = request.getContentLengthLong();
    return announced == 0 || (announced > 0 && request.getInputStream().available() >= announced);
  }

  private static void pass(
      LateBody body, ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (body.hasNoRoom()) {
      refuse(response);
    } else {
      chain.doFilter(body.request((HttpServletRequest) request), response);
    }
  }

  private static void refuse(ServletResponse response) throws IOException {
    HookAnswer.unavailable().last().send((HttpServletResponse) response);
  }

  /** Reads on the request's thread, then releases the permit for it. */
  private LateBody read(ServletRequest request) throws IOException {
    try {
      LateBody body = new LateBody(most(request), PATIENCE, size -> true, () -> {});
      body.readFrom(request.getInputStream());
      return body;
    } finally {
      serversThreads.release();
    }
  }

  private int most(ServletRequest request) {
    long announced = request.getContentLengthLong();
    return announced < 0 ? maxBody + 1 : Math.toIntExact(announced);
  }

  private void gather(ServletRequest request, ServletResponse response) throws IOException {
    Optional<Place> place = permits.take(Objects.requireNonNull(HookHead.of(request)).address());
    if (place.isEmpty()) {
      refuse(response);
      return;
    }
    boolean gathered = false;
    try {
      gather(request, place.get());
      gathered = true;
    } finally {
      if (!gathered) {
        place.get().close();
      }
    }
  }

  private void gather(ServletRequest request, Place place) throws IOException {
    ServletInputStream input = request.getInputStream();
    AsyncContext exchange = request.startAsync();
    LateBody body =
        new LateBody(most(request), PATIENCE, place::grow, () -> redispatch(exchange, place));
    request.setAttribute(ATTRIBUTE, new Gathered(body, place));
    BodyListener listener = new BodyListener(body, input, place);
    exchange.addListener(listener);
    if (listens) {
      exchange.setTimeout(PATIENCE.toMillis());
      input.setReadListener(listener);
    } else {
      exchange.setTimeout(NO_TIMEOUT);
      ownThreads.execute(() -> body.readFrom(input));
    }
  }

  /** Dispatches the request again, unless its exchange has already ended. */
  private static void redispatch(AsyncContext exchange, Place place) {
    try {
      exchange.dispatch();
    } catch (RuntimeException e) {
      place.close();
    }
  }
}

package io.callboard.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * A filter of a host that ends chunked bodies whose trailers have no end. Undertow keeps all
 * trailers of a request (RFC 9112, section 7.1.2) in memory without a limit, also where it discards
 * the rest of a body after the answer.
 */
public final class BoundedTrailers implements HttpHandler {
  private final HttpHandler next;

  /**
   * Made by WildFly, for a {@code custom-filter}.
   *
   * @param next handles the requests
   */
  public BoundedTrailers(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
      exchange.addRequestWrapper((body, request) -> new BoundedFraming(body.create()));
    }
    next.handleRequest(exchange);
  }
}

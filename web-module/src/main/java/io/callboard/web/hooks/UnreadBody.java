package io.callboard.web.hooks;

import io.undertow.server.ExchangeCompletionListener.NextListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.core.ServletBlockingHttpExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;

/**
 * An exchange of Undertow that ends without waiting for the rest of the body. Undertow's own
 * exchange waits for it on the request's thread. Here the bytes that have arrived are discarded at
 * once, and the connection's I/O thread discards the rest as it arrives. Undertow does the same for
 * everything that is not a servlet. The server decides when it gives up a silent sender.
 */
final class UnreadBody extends ServletBlockingHttpExchange {
  private final HttpServerExchange exchange;
  private boolean left;

  UnreadBody(HttpServerExchange exchange) {
    super(exchange);
    this.exchange = exchange;
  }

  /**
   * Closes the exchange; may be called again while it ends, for example when the connection breaks.
   */
  @Override
  public void close() throws IOException {
    if (exchange.isComplete() || exchange.isRequestComplete()) {
      super.close();
    } else if (!left) {
      left = true;
      exchange.addExchangeCompleteListener(this::free);
      exchange
          .getAttachment(ServletRequestContext.ATTACHMENT_KEY)
          .getOriginalResponse()
          .closeStreamAndWriter();
    }
  }

  /** Releases the buffers; closing a complete exchange does that. */
  private void free(HttpServerExchange ended, NextListener others) {
    try {
      if (ended.isComplete()) {
        super.close();
      }
    } catch (IOException e) {
      // the connection is closed
    } finally {
      others.proceed();
    }
  }
}

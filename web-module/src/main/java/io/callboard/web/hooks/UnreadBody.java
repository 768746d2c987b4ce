package io.callboard.web.hooks;

import io.undertow.server.ExchangeCompletionListener.NextListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.core.ServletBlockingHttpExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;

/**
 * An exchange of Undertow that ends without a thread that waits for what is left of the body.
 * Undertow's own waits for that on the thread of the request; left unread, what is there is thrown
 * away at once, and the connection's I/O thread does so with the rest as it comes, like for
 * whatever is not a servlet. A sender who is silent is the server's to give up.
 */
final class UnreadBody extends ServletBlockingHttpExchange {
  private final HttpServerExchange exchange;
  private boolean left;

  UnreadBody(HttpServerExchange exchange) {
    super(exchange);
    this.exchange = exchange;
  }

  /** May be asked for again while the exchange ends, as where the connection breaks meanwhile. */
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

  /** Gives the buffers back, which is what closing a complete exchange does. */
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

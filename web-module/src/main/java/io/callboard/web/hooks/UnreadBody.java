package io.callboard.web.hooks;

import io.undertow.server.ExchangeCompletionListener.NextListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.core.ServletBlockingHttpExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.IOException;

/**
 * An exchange of Undertow that ends without a thread that waits for what is left of the body.
 * Undertow's own reads that on the thread of the request; left unread, the connection's I/O thread
 * reads it as it comes and throws it away, as it does for whatever is not a servlet.
 */
final class UnreadBody extends ServletBlockingHttpExchange {
  private final HttpServerExchange exchange;

  UnreadBody(HttpServerExchange exchange) {
    super(exchange);
    this.exchange = exchange;
  }

  @Override
  public void close() throws IOException {
    if (exchange.isComplete() || exchange.isRequestComplete()) {
      super.close();
    } else {
      exchange.addExchangeCompleteListener(this::free);
      exchange
          .getAttachment(ServletRequestContext.ATTACHMENT_KEY)
          .getOriginalResponse()
          .closeStreamAndWriter();
    }
  }

  /** Gives the buffers back, which is what closing a complete exchange does. */
  private void free(HttpServerExchange complete, NextListener others) {
    try {
      super.close();
    } catch (IOException e) {
      // the connection is closed
    } finally {
      others.proceed();
    }
  }
}

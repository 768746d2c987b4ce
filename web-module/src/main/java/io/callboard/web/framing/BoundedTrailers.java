package io.callboard.web.framing;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import jakarta.servlet.ServletContext;

/**
 * Limits the trailers of chunked bodies. Undertow keeps all trailers of a request (RFC 9112,
 * section 7.1.2) in memory without a limit. It does so even when it discards the rest of a body
 * after the answer.
 *
 * <p>Undertow finds this class by its name in {@code META-INF/services}; other servers do not look
 * there.
 */
public class BoundedTrailers implements ServletExtension {
  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    deployment.addOuterHandlerChainWrapper(BoundedTrailers::bounding);
  }

  private static HttpHandler bounding(HttpHandler next) {
    return exchange -> {
      if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
        exchange.addRequestWrapper((body, request) -> new BoundedFraming(body.create()));
      }
      next.handleRequest(exchange);
    };
  }
}

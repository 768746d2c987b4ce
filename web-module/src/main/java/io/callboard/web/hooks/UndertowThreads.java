package io.callboard.web.hooks;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Relieves the hooks' threads of two tasks that Undertow gives them.
 *
 * <p>For {@code setWriteListener} Undertow dispatches to a worker thread only to wake the I/O
 * thread. Here the calling thread wakes it, which is one enqueue. All other asynchronous work of a
 * request, above all its second dispatch, stays on the hooks' threads. The rest of a body after the
 * answer is read by the I/O thread: see {@link UnreadBody}.
 *
 * <p>Undertow finds this class by its name in {@code META-INF/services}; other servers do not look
 * there.
 */
public class UndertowThreads implements ServletExtension {
  private static final Executor DIRECT = Runnable::run;

  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    @Nullable Executor threads = deployment.getExecutor();
    if (threads != null) {
      deployment.setAsyncExecutor(
          task -> (LateAnswers.isAsking() ? DIRECT : threads).execute(task));
    }
    deployment.addOuterHandlerChainWrapper(UndertowThreads::leavingBodiesUnread);
  }

  private static HttpHandler leavingBodiesUnread(HttpHandler next) {
    return exchange -> {
      exchange.startBlocking(new UnreadBody(exchange));
      next.handleRequest(exchange);
    };
  }
}

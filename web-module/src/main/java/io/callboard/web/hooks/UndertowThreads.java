package io.callboard.web.hooks;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Spares Undertow two things for which it takes the hooks' threads.
 *
 * <p>Asked to call when it can write, it has one of them tell the I/O thread so; here the thread
 * that asks tells it, which is a step into a queue. All else that a request does asynchronously,
 * above all being dispatched again, stays on the hooks' threads. And what is left of a body after
 * the answer is the I/O thread's to read: see {@link UnreadBody}.
 *
 * <p>Undertow finds this by its name in {@code META-INF/services}; other servers do not look there.
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

package io.callboard.web.hooks;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Spares Undertow a thread for each late answer. Asked to call when it can write, it has one of the
 * hooks' threads tell the I/O thread so; here the thread that asks tells it, which is a step into a
 * queue. All else that a request does asynchronously, above all being dispatched again, stays on
 * the hooks' threads.
 *
 * <p>Undertow finds this by its name in {@code META-INF/services}; other servers do not look there.
 */
public class UndertowAnswers implements ServletExtension {
  private static final Executor DIRECT = Runnable::run;

  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    @Nullable Executor threads = deployment.getExecutor();
    if (threads != null) {
      deployment.setAsyncExecutor(
          task -> (LateAnswers.isAsking() ? DIRECT : threads).execute(task));
    }
  }
}

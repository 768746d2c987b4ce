package io.callboard.web.hooks;

import io.callboard.web.problem.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What providers reach, without a login: a web application of its own, so that no login mechanism
 * looks at each request.
 *
 * <p>Where {@code callboard.intake.own-threads} is {@code true}, as it is unless said otherwise, a
 * request waits for the disk on its thread, which costs a tenth less than to hand the thread back
 * and the answer over to another. Where hooks share the threads of the whole server they are not
 * held.
 */
@ApplicationPath("/")
public class HooksApi extends Application {
  private static final String OWN_THREADS = "callboard.intake.own-threads";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ownThreads() ? WaitingHookResource.class : AsynchronousHookResource.class,
        HookOptions.class,
        PostOnly.class,
        AcceptedWriter.class,
        ProblemMapper.class);
  }

  private static boolean ownThreads() {
    return ConfigProvider.getConfig().getOptionalValue(OWN_THREADS, Boolean.class).orElse(true);
  }
}

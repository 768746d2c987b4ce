package io.callboard.web.hooks;

import io.callboard.intake.reception.HookThreads;
import io.callboard.web.problem.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What providers reach, without a login: a web application of its own, so that no login mechanism
 * looks at each request. A delivery holds its thread until the disk has its event where threads are
 * the hooks' own; where they are shared with the whole server it gives the thread back.
 */
@ApplicationPath("/")
public class HooksApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    boolean own = new HookThreads(ConfigProvider.getConfig()).areOwn();
    return Set.of(
        own ? WaitingHookResource.class : AsynchronousHookResource.class,
        HookOptions.class,
        PostOnly.class,
        AcceptedWriter.class,
        ProblemMapper.class);
  }
}

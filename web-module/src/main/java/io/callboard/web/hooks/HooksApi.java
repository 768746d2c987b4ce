package io.callboard.web.hooks;

import io.callboard.web.problem.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * What providers reach, without a login: a web application of its own, so that no login mechanism
 * looks at each request.
 */
@ApplicationPath("/")
public class HooksApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HookResource.class, ProblemMapper.class);
  }
}

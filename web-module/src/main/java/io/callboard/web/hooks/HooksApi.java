package io.callboard.web.hooks;

import io.callboard.web.problem.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The part of the web application that providers reach, without a login. */
@ApplicationPath("/hooks")
public class HooksApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HookResource.class, PostOnly.class, AcceptedWriter.class, ProblemMapper.class);
  }
}

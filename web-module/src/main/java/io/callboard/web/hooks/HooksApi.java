package io.callboard.web.hooks;

import io.callboard.web.problem.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * The API for providers, which needs no login. It is a web application of its own, so that no login
 * mechanism inspects each request.
 */
@ApplicationPath("/")
public class HooksApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HookResource.class, ProblemMapper.class);
  }
}

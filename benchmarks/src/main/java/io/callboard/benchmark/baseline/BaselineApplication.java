package io.callboard.benchmark.baseline;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The application with the baseline's only resource. */
@ApplicationPath("/")
public class BaselineApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(BaselineResource.class);
  }
}

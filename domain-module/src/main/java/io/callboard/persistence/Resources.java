package io.callboard.persistence;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/** Producers of the container's resources, so that beans can take them in their constructors. */
@Dependent
class Resources {
  @Produces
  @PersistenceContext(unitName = "callboard")
  EntityManager entityManager;

  @Produces
  @Dependent
  Clock clock() {
    return Clock.systemUTC();
  }
}

package io.callboard.persistence;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** The interceptor that applies the limit of {@link Reading} in the container's transaction. */
@Interceptor
@Reading
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ReadTimeoutInterceptor {
  private final EntityManager entities;

  @Inject
  ReadTimeoutInterceptor(EntityManager entities) {
    this.entities = entities;
  }

  @AroundInvoke
  @Nullable Object limit(InvocationContext reading) throws Exception {
    return new TimeLimit(entities, TimeLimit.OF_READERS).on(reading::proceed);
  }
}

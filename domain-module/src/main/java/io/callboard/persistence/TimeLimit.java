package io.callboard.persistence;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * A time limit for each statement of the caller's transaction. It is set on the connection, so that
 * it applies to JPA and plain SQL alike. It is reset before the connection returns to the pool.
 */
public final class TimeLimit {
  /** Longer than any query takes that an index answers. */
  public static final Duration OF_READERS = Duration.ofSeconds(10);

  private final EntityManager entities;
  private final Duration limit;

  public TimeLimit(EntityManager entities, Duration limit) {
    this.entities = entities;
    this.limit = limit;
  }

  /** Runs work under the limit. */
  public <T extends @Nullable Object> T on(Callable<T> work) throws Exception {
    run(Dialect.SET);
    T result;
    try {
      result = work.call();
    } catch (Throwable e) {
      resetAfter(e);
      throw e;
    }
    run(Dialect.RESET);
    return result;
  }

  private void resetAfter(Throwable failure) {
    try {
      run(Dialect.RESET_FAILED);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void run(Dialect when) {
    entities
        .unwrap(Session.class)
        .doWork(
            connection -> {
              String sql = when.sql(connection, limit);
              if (!sql.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                  statement.execute(sql);
                }
              }
            });
  }

  /** The statements that set and reset the limit in each database. */
  private enum Dialect {
    SET("set local statement_timeout = %d", "set query_timeout %d"),
    RESET("set local statement_timeout to default", "set query_timeout 0"),
    /**
     * PostgreSQL accepts no statement in a failed transaction, and resets the limit with its
     * rollback.
     */
    RESET_FAILED("", "set query_timeout 0");

    private final String postgresql;
    private final String h2;

    Dialect(String postgresql, String h2) {
      this.postgresql = postgresql;
      this.h2 = h2;
    }

    String sql(Connection connection, Duration limit) throws SQLException {
      boolean embedded = connection.getMetaData().getDatabaseProductName().equals("H2");
      return (embedded ? h2 : postgresql).formatted(limit.toMillis());
    }
  }
}

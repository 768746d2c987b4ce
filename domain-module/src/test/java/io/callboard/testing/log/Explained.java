package io.callboard.testing.log;

import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The product's persistence unit on connections that collect plans: PostgreSQL sends the plan of
 * each statement as a warning, together with the next statement.
 */
public final class Explained implements AutoCloseable {
  private static final String TELL_PLANS =
      """
      load 'auto_explain';
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_level = 'notice';
      set auto_explain.log_analyze = on;
      set auto_explain.log_timing = off;
      set auto_explain.log_buffers = on;
      """;

  private final EntityManagerFactory entityManagers;
  private final List<Plan> plans = new ArrayList<>();

  public Explained(DataSource database) {
    this.entityManagers =
        TestDatabase.entityManagers(
            proxy(
                DataSource.class,
                (proxy, method, arguments) ->
                    method.getName().equals("getConnection")
                        ? listening(database.getConnection())
                        : method.invoke(database, arguments)));
  }

  /** Returns the plans of all statements of some work; its changes are rolled back. */
  public List<Plan> plans(Consumer<EntityManager> work) {
    plans.clear();
    try (EntityManager entities = entityManagers.createEntityManager()) {
      entities.getTransaction().begin();
      try {
        work.accept(entities);
        entities.flush();
        // A plan is sent when its result is closed, which the next statement requests.
        entities.createNativeQuery("select 1").getResultList();
      } finally {
        entities.getTransaction().rollback();
      }
    }
    return List.copyOf(plans);
  }

  private Connection listening(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TELL_PLANS);
    }
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          Object result = method.invoke(connection, arguments);
          return result instanceof PreparedStatement statement ? listening(statement) : result;
        });
  }

  private PreparedStatement listening(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          Object result = method.invoke(statement, arguments);
          if (method.getName().startsWith("execute")) {
            hear(statement);
          }
          return result;
        });
  }

  private void hear(PreparedStatement statement) throws SQLException {
    for (SQLWarning told = statement.getWarnings(); told != null; told = told.getNextWarning()) {
      plans.add(new Plan(String.valueOf(told.getMessage())));
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    InvocationHandler unwrapping =
        (proxy, method, arguments) -> {
          try {
            return handler.invoke(proxy, method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, unwrapping));
  }

  @Override
  public void close() {
    entityManagers.close();
  }
}

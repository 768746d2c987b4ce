package io.callboard.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in a file that stops at a chosen statement, as if its process were killed. */
final class MortalDatabase {
  private static final Set<String> CHANGES = Set.of("execute", "executeUpdate", "executeBatch");

  private final DataSource database;
  private int left;
  private boolean dead;

  private MortalDatabase(DataSource database, int left) {
    this.database = database;
    this.left = left;
  }

  /** Returns a data source whose database dies before the change with the given number, from 0. */
  static DataSource of(JdbcDataSource database, int changes) {
    MortalDatabase mortal = new MortalDatabase(database, changes);
    return proxy(DataSource.class, database, mortal);
  }

  private static <T> T proxy(Class<T> type, Object object, MortalDatabase mortal) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> mortal.call(object, method, arguments)));
  }

  private Object call(Object object, Method method, Object[] arguments) throws Throwable {
    if (object instanceof Statement && CHANGES.contains(method.getName()) && left-- == 0) {
      die();
    }
    if (dead && !method.getName().equals("close")) {
      throw new SQLException("the database is dead");
    }
    try {
      Object result = method.invoke(object, arguments);
      Class<?> type = method.getReturnType();
      return type == Connection.class || Statement.class.isAssignableFrom(type)
          ? proxy(type, result, this)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void die() throws SQLException {
    dead = true;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown immediately");
    }
  }
}

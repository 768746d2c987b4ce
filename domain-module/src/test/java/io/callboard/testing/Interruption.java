package io.callboard.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A connection that runs other work once, between its first and its second statement. */
final class Interruption implements InvocationHandler {
  private final Connection connection;
  private final Runnable work;
  private int prepared;

  private Interruption(Connection connection, Runnable work) {
    this.connection = connection;
    this.work = work;
  }

  static Connection of(Connection connection, Runnable work) {
    return (Connection)
        Proxy.newProxyInstance(
            Interruption.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Interruption(connection, work));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("prepareStatement")) {
      prepared++;
      if (prepared == 2) {
        work.run();
      }
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

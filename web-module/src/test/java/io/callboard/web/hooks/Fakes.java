package io.callboard.web.hooks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Stand-ins for what a container gives. */
final class Fakes {
  private Fakes() {}

  /** An object whose every call goes to a handler. */
  static <T> T of(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

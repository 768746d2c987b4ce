package io.callboard.web.hooks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Fakes for objects of the container. */
final class Fakes {
  private Fakes() {}

  /** Returns an object that passes every call to a handler. */
  static <T> T of(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

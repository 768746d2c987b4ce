package io.callboard.incontainer;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A management bean of the server that runs the test. */
record ManagementBean(String name) {

  long number(String attribute) {
    try {
      Object value =
          ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(name), attribute);
      return ((Number) value).longValue();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  void call(String operation, String... arguments) {
    invoke(operation, arguments);
  }

  /** Returns the names that an operation without arguments lists. */
  List<String> names(String operation) {
    Object names = Objects.requireNonNull(invoke(operation));
    return ((List<?>) names).stream().map(String.class::cast).toList();
  }

  private @Nullable Object invoke(String operation, String... arguments) {
    String[] types = new String[arguments.length];
    Arrays.fill(types, String.class.getName());
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .invoke(new ObjectName(name), operation, arguments, types);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}

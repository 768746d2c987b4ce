package io.callboard.server;

import java.nio.file.Path;

/** Which server the tests run on: the system property {@code server}, or WildFly. */
public final class ServerUnderTest {
  /** Added to the ports of tests that start servers of their own; another one for each fork. */
  public static final int PORT_OFFSET = Integer.getInteger("own.port.offset", 4000);

  private ServerUnderTest() {}

  /** Its assembly. */
  public static Assembly assembly() {
    return Assembly.ofModule(Path.of(""), System.getProperty("server", Assembly.WILDFLY));
  }
}

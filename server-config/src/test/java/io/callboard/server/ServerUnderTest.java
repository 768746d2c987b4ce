package io.callboard.server;

import java.nio.file.Path;

/** Which server the tests run on: the system property {@code server}, or WildFly. */
public final class ServerUnderTest {

  private ServerUnderTest() {}

  /** Its assembly. */
  public static Assembly assembly() {
    return Assembly.ofModule(Path.of(""), System.getProperty("server", Assembly.WILDFLY));
  }
}

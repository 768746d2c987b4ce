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

  /** The same with the application of an earlier release, {@code -Dearlier.application=…}. */
  public static Assembly earlier() {
    Assembly now = assembly();
    return new Assembly(
        now.kind(),
        now.home(),
        now.configuration(),
        now.libraries(),
        Path.of(System.getProperty("earlier.application", now.application().toString())));
  }
}

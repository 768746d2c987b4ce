package io.callboard.server;

import java.nio.file.Path;

/** The server that the tests run on: the system property {@code server}, or WildFly. */
public final class ServerUnderTest {
  /** Added to the ports of tests that start their own servers; each fork has a different value. */
  public static final int PORT_OFFSET = Integer.getInteger("own.port.offset", 4000);

  private ServerUnderTest() {}

  /** Returns the assembly of that server. */
  public static Assembly assembly() {
    return Assembly.ofModule(Path.of(""), System.getProperty("server", Assembly.WILDFLY));
  }

  /**
   * Returns the same assembly with the application of an earlier release, {@code
   * -Dearlier.application=…}.
   */
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

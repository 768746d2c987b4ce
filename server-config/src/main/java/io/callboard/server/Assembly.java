package io.callboard.server;

import java.nio.file.Path;

/**
 * What the build laid out: an unpacked WildFly that every server shares and none writes to, the
 * scripts that prepare a configuration, and the application.
 *
 * @param home WildFly's home directory
 * @param scripts the directory of {@code install.cli} and {@code remove.cli}
 * @param application {@code callboard.ear}
 */
public record Assembly(Path home, Path scripts, Path application) {

  /** The assembly of a built {@code server-config} module. */
  public static Assembly ofModule(Path module) {
    Path root = module.toAbsolutePath().normalize();
    Path target = root.resolve("target/assembly");
    return new Assembly(
        target.resolve("wildfly"), root.resolve("wildfly"), target.resolve("callboard.ear"));
  }
}

package io.callboard.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Prepares an empty directory, as {@code install.cli} does, for the server that Arquillian starts.
 */
public final class InContainerDirectory implements LoadableExtension {
  private static final Path DIRECTORY = Path.of("target/in-container");

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(InContainerDirectory.class);
  }

  /** Prepares the directory before the server starts. */
  public void prepare(@Observes BeforeStart event) throws IOException {
    if (Files.exists(DIRECTORY)) {
      try (Stream<Path> old = Files.walk(DIRECTORY).sorted(Comparator.reverseOrder())) {
        for (Path file : (Iterable<Path>) old::iterator) {
          Files.delete(file);
        }
      }
    }
    new WildFly(Assembly.ofModule(Path.of("")))
        .configure(ServerDirectory.open(DIRECTORY, Assembly.WILDFLY));
    Files.createDirectories(DIRECTORY.resolve("deployments"));
  }
}

package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * An extension that prepares an empty directory for the server that Arquillian starts. The
 * directory is configured like an administrator's, but without the application, which Arquillian
 * deploys with the tests in it.
 */
public final class InContainerDirectory implements LoadableExtension {
  private static final Path DIRECTORY = Path.of("target/in-container");

  /** The server's name in {@code arquillian.xml}; no process of another server may use it. */
  private static final String LIBERTY = "servers/incontainer/";

  private static final ServerSettings SETTINGS = ServerSettings.onLoopback(DIRECTORY, 3200);

  /** Creates the directory early, because Liberty's container requires it when it is configured. */
  @Override
  public void register(ExtensionBuilder builder) {
    try {
      Files.createDirectories(DIRECTORY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    Assembly assembly = ServerUnderTest.assembly();
    ServerDirectory directory = ServerDirectory.open(DIRECTORY, assembly.kind());
    if (assembly.kind().equals(Assembly.LIBERTY)) {
      prepareLiberty(assembly, directory);
    } else {
      new WildFly(assembly).configure(directory);
      directory.make("deployments");
    }
  }

  private static void prepareLiberty(Assembly assembly, ServerDirectory directory)
      throws IOException {
    directory.make("data");
    directory.make(LIBERTY + "variables");
    directory.make(LIBERTY + "configDropins/overrides");
    Path configuration = assembly.configuration();
    directory.write(LIBERTY + "server.xml", Files.readString(configuration.resolve("server.xml")));
    directory.write(
        LIBERTY + "callboard.xml",
        Files.readString(configuration.resolve("callboard.xml"))
            .replaceAll("(?s)<enterpriseApplication.*</enterpriseApplication>", ""));
    directory.write(
        LIBERTY + "configDropins/overrides/arquillian.xml",
        "<server><featureManager><feature>localConnector-1.0</feature></featureManager></server>");
    directory.secret(LIBERTY + "variables/callboard.keystore.password", 24);
    String password = directory.secret(LIBERTY + "variables/callboard.broker.password", 24);
    directory.write(LIBERTY + "jvm.options", "-Xmx1g\n-Dcallboard.broker.password=" + password);
    directory.write(LIBERTY + "server.env", environment(assembly, directory));
  }

  private static String environment(Assembly assembly, ServerDirectory directory) {
    return String.join(
        "\n",
        "JAVA_HOME=" + System.getProperty("java.home"),
        "CALLBOARD_DATA_DIR=" + directory.path("data").toAbsolutePath(),
        "CALLBOARD_LIB_DIR=" + assembly.libraries(),
        "CALLBOARD_HTTP_PORT=" + SETTINGS.httpPort(),
        "CALLBOARD_HTTPS_PORT=" + SETTINGS.httpsPort(),
        "CALLBOARD_SOURCES=filmmakers",
        "CALLBOARD_SOURCES_FILMMAKERS_SECRETS=in-container-key");
  }
}

package io.callboard.acceptance;

import io.callboard.server.RunningServer;
import io.callboard.server.ServerSettings;
import io.callboard.server.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes {@link Callboard} to tests. The first test starts the server; all classes share it, and it
 * stops after the last one.
 */
public final class SharedServer implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);
  static final String PASSWORD = "acceptance-password";
  static final String DATABASE_PASSWORD = "acceptance-database-password";
  private static final int PORT_OFFSET = Integer.getInteger("acceptance.port.offset", 3000);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Callboard.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
        .callboard();
  }

  private record Started(RunningServer server, Callboard callboard, PlayedApi api)
      implements AutoCloseable {

    /**
     * Starts the server and waits for readers too: the administrator is created only after the
     * server is ready for events.
     */
    static Started now() {
      PlayedApi api = new PlayedApi().start();
      TestSources sources = new TestSources(api);
      Map<String, String> environment = sources.environment();
      environment.put("CALLBOARD_ADMIN_PASSWORD", PASSWORD);
      environment.put("CALLBOARD_DB_PASSWORD", DATABASE_PASSWORD);
      ServerSettings settings =
          new ServerSettings(directory(), "127.0.0.1", PORT_OFFSET, environment);
      RunningServer server = RunningServer.start(ServerUnderTest.assembly(), settings);
      Callboard callboard = new Callboard(server.baseUri(), server.log(), sources, PASSWORD);
      Callboard.await(() -> callboard.get("sources"), answer -> answer.status() == 200);
      return new Started(server, callboard, api);
    }

    /** Returns a directory that is kept after the tests, because its log may explain a failure. */
    private static Path directory() {
      try {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "acceptance-")
            .resolve("server");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      server.close();
      api.close();
    }
  }
}

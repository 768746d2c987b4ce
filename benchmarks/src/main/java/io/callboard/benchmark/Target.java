package io.callboard.benchmark;

import io.callboard.server.Assembly;
import io.callboard.server.RunningServer;
import io.callboard.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The server under measurement, with Callboard and the baseline. */
final class Target implements AutoCloseable {
  /** The path of Callboard's hooks. */
  static final String HOOKS = "/callboard/hooks/";

  private static final Duration DEPLOYMENT = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final RunningServer server;

  private Target(RunningServer server) {
    this.server = server;
  }

  /** Starts a server in an empty directory. */
  static Target start(Assembly assembly, Path directory, int portOffset, Database database)
      throws IOException, InterruptedException {
    ServerSettings settings =
        database
            .of(ServerSettings.onLoopback(directory, portOffset))
            .with("CALLBOARD_ADMIN_PASSWORD", Accounts.PASSWORD);
    for (Map.Entry<String, String> source : Workload.sources().entrySet()) {
      settings = settings.with(source.getKey(), source.getValue());
    }
    Baseline.deploy(assembly.kind(), directory);
    RunningServer server = RunningServer.start(assembly, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    Target target = new Target(server);
    try {
      target.awaitBaseline();
      return target;
    } catch (IOException | InterruptedException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  URI address() {
    return server.baseUri().resolve("/");
  }

  Accounts accounts() {
    return new Accounts(client, server.baseUri());
  }

  ProcessHandle process() {
    return server.process();
  }

  /** Returns a value of the kernel's process status, such as {@code VmRSS}, in MiB. */
  long memory(String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(server.process().pid()), "status");
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(name + ":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }

  @Override
  public void close() {
    server.stop();
    client.close();
  }

  private void awaitBaseline() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve(Baseline.PATH))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    long limit = System.nanoTime() + DEPLOYMENT.toNanos();
    while (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
      if (System.nanoTime() - limit > 0) {
        throw new IOException("the baseline was not deployed");
      }
      Thread.sleep(500);
    }
  }
}

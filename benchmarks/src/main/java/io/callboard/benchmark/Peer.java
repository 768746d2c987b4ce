package io.callboard.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The hand-written receiver that Callboard is compared with, in a separate process. */
final class Peer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final Process process;
  private final URI address;

  private Peer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts the receiver and waits until it answers.
   *
   * @param application the executable jar
   * @param directory the directory of its log
   */
  static Peer start(Path application, Database.Postgres database, int port, Path directory)
      throws IOException, InterruptedException {
    Path log = directory.resolve("peer.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx1g",
                "-jar",
                application.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--secret=" + Workload.SECRET,
                "--spring.datasource.url=" + database.urlOfPeer(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Peer peer = new Peer(process, URI.create("http://127.0.0.1:" + port + "/"));
    try {
      peer.awaitAnswer(log);
      return peer;
    } catch (IOException | InterruptedException | RuntimeException e) {
      peer.close();
      throw e;
    }
  }

  URI address() {
    return address;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long limit = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - limit > 0) {
        throw new IOException("the peer did not start; see " + log);
      }
      Thread.sleep(500);
    }
  }

  private boolean answers() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(request, HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

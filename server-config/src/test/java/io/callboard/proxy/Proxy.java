package io.callboard.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A proxy with its sample configuration, on a separate port, in front of a server. */
final class Proxy implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final URI address;

  private Proxy(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a proxy with its sample, changed only where an administrator changes it.
   *
   * @param backend host and port of the server
   */
  static Proxy start(Product product, Path directory, Certificate tls, int port, String backend)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    String sample =
        product
            .listening(Files.readString(product.sample()), port)
            .replace("hooks.example.com", "localhost")
            .replace("/etc/ssl/callboard/hooks.crt", tls.chain().toString())
            .replace("/etc/ssl/callboard/hooks.key", tls.key().toString())
            .replace("127.0.0.1:8080", backend);
    Path site = Files.writeString(directory.resolve("site.conf"), sample);
    String main = product.main(site).replace("PORT", String.valueOf(port));
    Files.writeString(directory.resolve("main.conf"), main);
    Process process =
        new ProcessBuilder(product.command(directory))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile())
            .start();
    Proxy proxy = new Proxy(process, URI.create("https://localhost:" + port + "/"));
    proxy.awaitPort(port, directory);
    return proxy;
  }

  private void awaitPort(int port, Path directory) throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!answers(port)) {
      if (!process.isAlive() || Instant.now().isAfter(limit)) {
        close();
        throw new IOException("no proxy: " + Files.readString(directory.resolve("console.log")));
      }
      Thread.sleep(50);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the proxy's address, ending in a slash. */
  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.callboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server with Callboard in a separate process.
 *
 * <p>{@link #close} stops it as an operator would; {@link #kill9} ends it without any shutdown, as
 * a crash would.
 */
public final class RunningServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration DATABASE_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final String NOT_YET = "the database cannot be used: it has not answered yet";
  private static final String WITH_DATABASE = "\"database\":true";
  private static final Pattern DATABASE_TROUBLE =
      Pattern.compile("\"the database cannot be used: ([^\"]+)\"");

  private final Product product;
  private final ServerSettings settings;
  private final ServerDirectory directory;
  private final ServerLog log;
  private final Process process;

  private RunningServer(
      Product product,
      ServerSettings settings,
      ServerDirectory directory,
      ServerLog log,
      Process process) {
    this.product = product;
    this.settings = settings;
    this.directory = directory;
    this.log = log;
    this.process = process;
  }

  /**
   * Prepares the directory and launches the server; {@link #awaitReady} waits until it serves.
   *
   * @throws CannotStart when the directory or a port is in use, or the configuration cannot be
   *     prepared
   */
  public static RunningServer launch(Assembly assembly, ServerSettings settings) {
    Product product = Product.of(assembly);
    ServerDirectory directory = ServerDirectory.open(settings.directory(), assembly.kind());
    ProcessMark mark = new ProcessMark(directory);
    mark.refuseRunning();
    refuseTakenPorts(product, directory, settings);
    product.prepare(directory, settings);
    ServerLog log = ServerLog.from(product.log(directory));
    Process process = launch(product, settings, directory);
    mark.write(
        process.toHandle(), "http://" + settings.callerAddress() + ":" + settings.httpPort());
    return new RunningServer(product, settings, directory, log, process);
  }

  /** Launches a server and waits until it serves; for tests. */
  public static RunningServer start(Assembly assembly, ServerSettings settings) {
    RunningServer server = launch(assembly, settings);
    server.awaitReady();
    return server;
  }

  /**
   * Waits until Callboard answers that it is ready, and then until its database is prepared, but at
   * most half a minute for a database that cannot be used. Callboard also serves without a
   * database, but nobody can sign in until the first administrator is created.
   *
   * @throws CannotStart when the process ends, the application is not deployed, or three minutes
   *     have passed; the server is then stopped
   */
  public void awaitReady() {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (readiness().isEmpty()) {
      refuseFailure(limit);
      pause();
    }
    Instant databaseLimit = Instant.now().plus(DATABASE_LIMIT);
    while (!hasDatabase() && (isPreparing() || Instant.now().isBefore(databaseLimit))) {
      refuseFailure(Instant.MAX);
      pause();
    }
  }

  /** A migration, or a repair after a kill, takes as long as the database is large. */
  private boolean isPreparing() {
    return readiness().contains(NOT_YET);
  }

  private boolean hasDatabase() {
    return readiness().contains(WITH_DATABASE);
  }

  /** Returns why Callboard cannot use its database; empty when it can. */
  Optional<String> databaseTrouble() {
    String answer = readiness();
    if (answer.contains(WITH_DATABASE)) {
      return Optional.empty();
    }
    Matcher trouble = DATABASE_TROUBLE.matcher(answer);
    return Optional.of(trouble.find() ? trouble.group(1) : "it has not answered");
  }

  /** Returns the address of the context root, ending in a slash. */
  public URI baseUri() {
    return URI.create(
        "http://" + settings.callerAddress() + ":" + settings.httpPort() + "/callboard/");
  }

  /** Returns the address of the context root over TLS. */
  public URI secureBaseUri() {
    return URI.create(
        "https://" + settings.callerAddress() + ":" + settings.httpsPort() + "/callboard/");
  }

  /** Returns the management console; empty if the server has none. */
  Optional<Product.Console> console() {
    return product.console(directory, settings);
  }

  /** Returns the server's log file. */
  public Path log() {
    return log.file();
  }

  /** Returns what the server has written to its log since it was launched. */
  ServerLog newLog() {
    return log;
  }

  /** Returns the process, for tests that inspect it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Kills the process at once: it can no longer write, flush or answer. */
  public void kill9() {
    process.destroyForcibly();
    awaitEnd(STOP_LIMIT);
  }

  /** Stops the server and waits until its process has ended; kills it after a minute. */
  public void stop() {
    process.destroy();
    if (!awaitEnd(STOP_LIMIT)) {
      kill9();
    }
  }

  /** Waits until the server's process ends, and returns its exit status. */
  public int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    stop();
  }

  private static Process launch(
      Product product, ServerSettings settings, ServerDirectory directory) {
    ProcessBuilder builder =
        new ProcessBuilder(OwnerOnly.command(product.command(directory, settings)));
    builder.environment().keySet().removeIf(name -> name.startsWith("RUN_"));
    builder.environment().putAll(product.environment(directory, settings));
    builder.environment().putAll(settings.environment());
    ConsoleLog log = ConsoleLog.begin(directory);
    builder.redirectErrorStream(true).redirectOutput(log.destination());
    try {
      Process process = builder.start();
      log.boundUntilEndOf(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseTakenPorts(
      Product product, ServerDirectory directory, ServerSettings settings) {
    refuseTakenPort(settings.bindAddress(), settings.httpPort());
    refuseTakenPort(settings.bindAddress(), settings.httpsPort());
    product
        .console(directory, settings)
        .ifPresent(console -> refuseTakenPort("127.0.0.1", console.port()));
  }

  private static void refuseTakenPort(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      boolean taken = String.valueOf(e.getMessage()).contains("in use");
      throw new CannotStart(
          "Cannot listen on %s port %d (%s). Choose %s"
              .formatted(
                  address,
                  port,
                  e.getMessage(),
                  taken
                      ? "other ports with -Dport.offset="
                      : "an address of this machine with -Dbind.address="));
    }
  }

  /** Returns Callboard's answer once it is ready, and an empty string before that. */
  private String readiness() {
    HttpRequest request =
        HttpRequest.newBuilder(baseUri().resolve("ready")).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void refuseFailure(Instant limit) {
    String reason = failure(limit);
    if (!reason.isEmpty()) {
      stop();
      List<String> unusable = log.unusableSettings();
      throw new CannotStart(
          unusable.isEmpty()
              ? reason + "\nSee the log: " + log()
              : "Callboard does not start with these settings:\n" + String.join("\n", unusable));
    }
  }

  private String failure(Instant limit) {
    if (!process.isAlive()) {
      return "The server exited with status " + process.exitValue() + " before it was ready.";
    }
    Optional<String> refusal = product.refusal(directory);
    if (refusal.isPresent()) {
      return "The server could not deploy Callboard: " + refusal.get();
    }
    if (Thread.currentThread().isInterrupted()) {
      return "The start was interrupted.";
    }
    return Instant.now().isAfter(limit)
        ? "Callboard was not ready after " + START_LIMIT.toMinutes() + " minutes."
        : "";
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.callboard.server;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code mvn -Prun}: one server in the foreground, until Ctrl-C. If a start is refused, the reason
 * is printed last.
 */
final class Run {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path CLONE = MODULE.resolve("..").normalize();

  /** Whether a user has stopped the run; no errors are printed after that. */
  private static volatile boolean stopping;

  private static volatile boolean refused;

  /** The exit statuses of a server that was stopped: normal end, SIGINT, SIGTERM. */
  private static final Set<Integer> STOPPED = Set.of(0, 130, 143);

  private Run() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(serve());
    } catch (CannotStart e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      refuse("Cannot start: " + e.getCause());
    }
  }

  private static void refuse(String reason) {
    if (!stopping) {
      refused = true;
      System.err.println("\n" + reason);
    }
    System.exit(1);
  }

  private static int serve() throws InterruptedException {
    Assembly assembly = Assembly.ofModule(MODULE, System.getProperty("server"));
    RunOptions options = RunOptions.of(assembly.kind(), properties(), System.getenv(), CLONE);
    ServerSettings settings = options.settings();
    ServerDirectory directory = ServerDirectory.open(settings.directory(), assembly.kind());
    new ProcessMark(directory).refuseRunning();
    Administrator administrator =
        Administrator.of(directory, options.administrator(), options.resets());
    if (administrator.first().isPresent()) {
      settings = settings.with("CALLBOARD_ADMIN_PASSWORD", administrator.first().get());
    }
    System.out.printf(
        "Starting %s with Callboard in %s%n", Product.of(assembly).name(), settings.directory());
    RunningServer server = RunningServer.launch(assembly, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    stopWithMaven();
    server.awaitReady();
    String database = address(options, Product.of(assembly).database(directory));
    Optional<String> trouble = server.databaseTrouble().map(it -> database + ": " + it);
    if (trouble.isEmpty()) {
      new KnownDatabases(directory).add(database);
    } else if (!new KnownDatabases(directory).contains(database)) {
      server.stop();
      throw new CannotStart(
          "The database cannot be used. %s.%nCorrect the cause and start again. See the log: %s"
              .formatted(trouble.get(), server.log()));
    }
    announce(server, directory, administrator, trouble);
    return awaitExit(server);
  }

  private static Map<String, String> properties() {
    return System.getProperties().stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, System::getProperty));
  }

  /**
   * Returns the configured address, because a database that does not answer cannot report its own.
   */
  private static String address(RunOptions options, Path embedded) {
    return options
        .database()
        .map(RunDatabase::address)
        .or(
            () ->
                Optional.ofNullable(System.getenv("CALLBOARD_DB_URL"))
                    .map(RunDatabase::withoutSecrets))
        .orElse("H2, " + embedded);
  }

  /**
   * Prints the block.
   *
   * @param trouble which database cannot be used, and why; empty when it answers
   */
  private static void announce(
      RunningServer server,
      ServerDirectory directory,
      Administrator administrator,
      Optional<String> trouble) {
    try (AddressProbe probe = new AddressProbe()) {
      StartupSummary block = new StartupSummary(probe);
      List<URI> roots = block.addresses(server.baseUri(), server.secureBaseUri());
      SignIn signIn = signIn(probe, administrator, roots, trouble.isPresent());
      block.signIn(signIn);
      ServerLog log = server.newLog();
      block.sources(signIn.sources().or(log::sources), log.demonstrationSources());
      trouble.ifPresentOrElse(
          block::outage, () -> block.database(log.database().orElse("see the log")));
      server.console().ifPresent(block::console);
      block.log(server.log());
      System.out.println(block);
      signIn.accepted().ifPresent(it -> Administrator.shown(directory, it.text()));
    }
  }

  private static SignIn signIn(
      AddressProbe probe, Administrator administrator, List<URI> roots, boolean withoutDatabase) {
    if (withoutDatabase) {
      return SignIn.untried("the database cannot be used");
    }
    return roots.stream()
        .findFirst()
        .map(root -> root.resolve("api/v1/sources"))
        .map(sources -> SignIn.tried(administrator, it -> probe.ask(sources, it)))
        .orElseGet(() -> SignIn.untried("the API is not reachable from this machine"));
  }

  private static int awaitExit(RunningServer server) throws InterruptedException {
    int status = server.awaitExit();
    if (!stopping && !STOPPED.contains(status)) {
      refused = true;
      System.err.printf(
          "%nThe server exited unexpectedly with status %d. See the log: %s%n",
          status, server.log());
    }
    return status;
  }

  /** Stops this process when Maven ends; a Maven that is killed does not signal its children. */
  private static void stopWithMaven() {
    ProcessHandle.current()
        .parent()
        .ifPresent(maven -> Thread.ofPlatform().daemon().start(() -> stopAfter(maven)));
  }

  private static void stopAfter(ProcessHandle maven) {
    maven.onExit().join();
    System.exit(0);
  }

  private static void stop(RunningServer server) {
    stopping = true;
    server.stop();
    if (!refused) {
      System.out.println("Callboard has stopped.");
    }
  }
}

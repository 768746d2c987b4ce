package io.callboard.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;

/** {@code mvn -Prun}: one server in the foreground, until Ctrl-C. */
final class Run {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path CLONE = MODULE.resolve("..").normalize();
  private static final Map<String, String> DEMONSTRATION =
      Map.of(
          "CALLBOARD_SOURCES", "filmmakers,mediastream,waymark",
          "CALLBOARD_SOURCES_FILMMAKERS_SECRETS", "demo-filmmakers-key",
          "CALLBOARD_SOURCES_MEDIASTREAM_SECRETS", "demo-mediastream-secret",
          "CALLBOARD_SOURCES_WAYMARK_SECRETS", "demo-waymark-secret");

  private static volatile boolean stopping;

  private Run() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(serve());
    } catch (CannotStart | IllegalArgumentException e) {
      if (!stopping) {
        System.err.println(e.getMessage());
      }
      System.exit(1);
    }
  }

  private static int serve() throws InterruptedException {
    Assembly assembly = Assembly.ofModule(MODULE, System.getProperty("server"));
    ServerSettings settings = settings(assembly.kind());
    ServerDirectory directory = ServerDirectory.open(settings.directory(), assembly.kind());
    new ProcessMark(directory).refuseRunning();
    Administrator administrator =
        Administrator.of(
            directory,
            variable("CALLBOARD_ADMIN_PASSWORD"),
            variable("CALLBOARD_ADMIN_RESET").equals("true"));
    if (!administrator.password().isEmpty()) {
      settings = settings.with("CALLBOARD_ADMIN_PASSWORD", administrator.password());
    }
    System.out.printf(
        "Starting %s with Callboard in %s%n", Product.of(assembly).name(), settings.directory());
    RunningServer server = RunningServer.launch(assembly, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    stopWithMaven();
    server.awaitReady();
    announce(server, administrator, settings);
    return server.awaitExit();
  }

  private static ServerSettings settings(String kind) {
    Path data = CLONE.resolve(System.getProperty("data.dir"));
    ServerSettings settings =
        new ServerSettings(
            data.resolve(kind),
            System.getProperty("bind.address"),
            Integer.parseInt(System.getProperty("port.offset")),
            wantsDemonstration() ? DEMONSTRATION : Map.of());
    return RunDatabase.of(System.getenv()).map(it -> it.on(settings)).orElse(settings);
  }

  private static boolean wantsDemonstration() {
    boolean configured =
        System.getenv().keySet().stream().anyMatch(name -> name.startsWith("CALLBOARD_SOURCES"));
    try {
      InetAddress address = InetAddress.getByName(System.getProperty("bind.address"));
      return !configured && address.isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("bind.address is no address of this machine", e);
    }
  }

  private static void announce(
      RunningServer server, Administrator administrator, ServerSettings settings) {
    System.out.printf(
        """

        Callboard is ready
          Application   %s
                        %s (self-signed certificate)
        %s\
          Sign in       admin, %s
          Log           %s
        """,
        server.baseUri(),
        server.secureBaseUri(),
        server.console().map(console -> "  Console       " + console + "\n").orElse(""),
        administrator.news(),
        server.log());
    if (settings.environment().keySet().containsAll(DEMONSTRATION.keySet())) {
      System.out.println(
          "  Sources       filmmakers, mediastream, waymark with demonstration secrets that"
              + " everybody knows;\n"
              + "                no provider is called. Set CALLBOARD_SOURCES and the rest to"
              + " configure your own.");
    }
    System.out.println("Ctrl-C stops it.");
  }

  /** A Maven that is killed does not tell its children. */
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
    System.out.println("Callboard has stopped.");
  }

  private static String variable(String name) {
    return System.getenv().getOrDefault(name, "");
  }
}

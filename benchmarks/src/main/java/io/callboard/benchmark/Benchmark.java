package io.callboard.benchmark;

import io.callboard.server.Assembly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run}: measures on PostgreSQL and on the embedded database, and prints the
 * results. {@code --server liberty} measures Open Liberty instead of WildFly. {@code --quick} takes
 * some minutes, {@code --goal} measures only what the performance goal requires, and {@code --peer
 * spring} compares with a hand-written receiver.
 */
final class Benchmark {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path SERVERS = MODULE.resolveSibling("server-config");
  private static final Path WORK = MODULE.resolve("target/measurement");
  private static final int PEER_PORT = 8_090;
  private static final int PORT_OFFSET = Integer.getInteger("port.offset", 5_000);

  private Benchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> wanted = List.of(arguments);
    boolean quick = wanted.contains("--quick");
    boolean goal = wanted.contains("--goal");
    Assembly assembly = Assembly.ofModule(SERVERS, server(wanted));
    clean();
    if (wanted.contains("--peer")) {
      besidePeer(assembly, wanted);
      System.exit(0);
    }
    List<String> reports = new ArrayList<>();
    try (Database postgres = Database.Postgres.start(WORK.resolve("postgresql"))) {
      Plan plan = goal ? Plan.goal() : quick ? Plan.quick() : Plan.whole();
      reports.add(measure(assembly, postgres, plan));
    }
    if (!goal) {
      try (Database embedded = new Database.Embedded()) {
        reports.add(measure(assembly, embedded, quick ? Plan.quick() : Plan.beside()));
      }
    }
    Files.writeString(MODULE.resolve("target/results.md"), String.join("\n", reports));
    System.exit(0);
  }

  private static void besidePeer(Assembly assembly, List<String> wanted)
      throws IOException, InterruptedException {
    Path application = MODULE.resolve(option(wanted, "--peer", "")).resolve("target/peer.jar");
    PeerPlan plan = wanted.contains("--quick") ? PeerPlan.quick() : PeerPlan.whole();
    System.out.println("Starting Callboard and the peer: " + assembly.kind() + ", " + application);
    try (Database.Postgres postgres = Database.Postgres.start(WORK.resolve("postgresql"));
        Target target = Target.start(assembly, WORK.resolve("server"), PORT_OFFSET, postgres);
        Peer peer = Peer.start(application, postgres, PEER_PORT + PORT_OFFSET, WORK)) {
      PeerMeasurement measurement =
          new PeerMeasurement(
              plan, Contender.callboard(target, postgres), Contender.peer(peer, postgres), WORK);
      System.out.println("Warming up");
      measurement.warmUp();
      String report = PeerReport.of(assembly.kind() + " and the peer", measurement.rounds());
      System.out.println("\n" + report);
      Files.writeString(MODULE.resolve("target/peer.md"), report);
    }
  }

  private static String server(List<String> arguments) {
    return option(arguments, "--server", Assembly.WILDFLY);
  }

  private static String option(List<String> arguments, String name, String otherwise) {
    int option = arguments.indexOf(name);
    return option < 0 ? otherwise : arguments.get(option + 1);
  }

  private static String measure(Assembly assembly, Database database, Plan plan)
      throws IOException, InterruptedException {
    String title = assembly.kind() + ", " + database.title();
    System.out.println("Starting a server: " + title);
    Path directory = WORK.resolve("server-" + database.getClass().getSimpleName());
    try (Target target = Target.start(assembly, directory, PORT_OFFSET, database)) {
      Measurement measurement =
          new Measurement(plan, target, new Processor(target.process(), database), WORK);
      System.out.println("Warming up");
      measurement.warmUp();
      long start = target.memory("VmRSS");
      List<Sample> samples = rounds(measurement, plan);
      String report =
          Report.of(title, samples, start, target.memory("VmRSS"), target.memory("VmHWM"));
      System.out.println("\n" + report);
      return report;
    }
  }

  private static List<Sample> rounds(Measurement measurement, Plan plan)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    long begin = System.nanoTime();
    for (int round = 1; round <= plan.rounds(); round++) {
      System.out.println("Round " + round + " of " + plan.rounds());
      samples.addAll(measurement.round());
      long expected = (System.nanoTime() - begin) / round * (round + 1);
      if (expected > TimeUnit.MINUTES.toNanos(plan.limit())) {
        break;
      }
    }
    return samples;
  }

  private static void clean() throws IOException {
    if (Files.exists(WORK)) {
      try (Stream<Path> old = Files.walk(WORK).sorted(Comparator.reverseOrder())) {
        for (Path file : (Iterable<Path>) old::iterator) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(WORK);
  }
}

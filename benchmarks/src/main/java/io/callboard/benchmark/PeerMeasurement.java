package io.callboard.benchmark;

import io.callboard.benchmark.Contender.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures Callboard and the peer alternately, with events of Filmmakers. */
final class PeerMeasurement {
  private static final int WARM_UP_PART = 3;

  /** The number of requests prepared per second of load on one connection. */
  private static final int FASTEST_OF_ONE = 4_000;

  private final PeerPlan plan;
  private final Contender callboard;
  private final Contender peer;
  private final Path directory;
  private final RequestFile requests;

  PeerMeasurement(PeerPlan plan, Contender callboard, Contender peer, Path directory) {
    this.plan = plan;
    this.callboard = callboard;
    this.peer = peer;
    this.directory = directory;
    this.requests = new RequestFile(directory);
  }

  /** The two loads of one round at one number of connections. */
  record Pair(Turn callboard, Turn peer) {
    double rates() {
      return callboard.rate() / peer.rate();
    }

    double costs() {
      return callboard.micros().sum() / peer.micros().sum();
    }
  }

  /** Loads both until their code is compiled; pauses leave the compilers time. */
  void warmUp() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.warmUp());
    while (System.nanoTime() - end < 0) {
      for (int connections : PeerPlan.CONNECTIONS) {
        pair(connections, WARM_UP_PART);
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  /** Returns the pairs of all rounds by the number of connections. */
  Map<Integer, List<Pair>> rounds() throws IOException, InterruptedException {
    Map<Integer, List<Pair>> pairs = new LinkedHashMap<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      System.out.println("Round " + round + " of " + plan.rounds());
      for (int connections : PeerPlan.CONNECTIONS) {
        Pair pair = pair(connections, plan.seconds());
        pairs.computeIfAbsent(connections, c -> new ArrayList<>()).add(pair);
      }
    }
    return pairs;
  }

  private Pair pair(int connections, int seconds) throws IOException, InterruptedException {
    Turn first = turn(callboard, connections, seconds);
    return new Pair(first, turn(peer, connections, seconds));
  }

  private Turn turn(Contender contender, int connections, int seconds)
      throws IOException, InterruptedException {
    int fastest = connections == 1 ? FASTEST_OF_ONE : Measurement.FASTEST;
    Path events =
        requests.ofHooks(contender.hooks(), Workload.FILMMAKERS, PeerPlan.SIZE, fastest * seconds);
    return contender.take(events, directory, connections, seconds);
  }
}

package io.callboard.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * One of two receivers that are measured alternately on one database.
 *
 * @param hooks the path of its hooks, ending in a slash
 * @param settling waits until every answered event is settled
 */
record Contender(URI address, String hooks, Processor processor, Settling settling) {

  /** The work that a receiver has left after its answer. */
  interface Settling {
    void await() throws IOException, InterruptedException;
  }

  /**
   * The result of one load.
   *
   * @param rate events per second, from the first request until the last event was settled
   * @param micros processor time of one event
   */
  record Turn(double rate, Processor.Micros micros) {}

  static Contender callboard(Target target, Database database) {
    return new Contender(
        target.address(),
        Target.HOOKS,
        new Processor(target.process(), database),
        target.accounts()::awaitSettled);
  }

  /** Returns the peer, which has settled an event when it answers. */
  static Contender peer(Peer peer, Database database) {
    return new Contender(
        peer.address(), "/hooks/", new Processor(peer.process(), database), () -> {});
  }

  /**
   * Sends the events of a file and waits until they are settled.
   *
   * @throws IOException if an event was refused, or the file had too few events
   */
  Turn take(Path events, Path directory, int connections, int seconds)
      throws IOException, InterruptedException {
    settling.await();
    Processor.Micros before = processor.micros();
    Load.Outcome outcome = new Load(address, directory).send(events, false, connections, seconds);
    long end = System.nanoTime();
    settling.await();
    double settled = outcome.seconds() + (System.nanoTime() - end) / 1e9;
    if (outcome.isVoid()) {
      throw new IOException("requests were refused or failed: " + outcome);
    }
    return new Turn(
        outcome.answers() / settled, processor.micros().since(before, outcome.answers()));
  }
}

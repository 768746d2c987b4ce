package io.callboard.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * One of two receivers that are measured by turns on one database.
 *
 * @param hooks the path of its hooks, ending in a slash
 * @param settling waits until everything that it answered is settled
 */
record Contender(URI address, String hooks, Processor processor, Settling settling) {

  /** What a receiver does after it answered. */
  interface Settling {
    void await() throws IOException, InterruptedException;
  }

  /**
   * One load.
   *
   * @param rate events a second, from the first request until the last event was settled
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

  /** It has settled an event when it answers. */
  static Contender peer(Peer peer, Database database) {
    return new Contender(
        peer.address(), "/hooks/", new Processor(peer.process(), database), () -> {});
  }

  /**
   * Takes the events of a file.
   *
   * @throws IOException if one was refused, or there were too few
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
      throw new IOException("requests were refused: " + outcome);
    }
    return new Turn(
        outcome.answers() / settled, processor.micros().since(before, outcome.answers()));
  }
}

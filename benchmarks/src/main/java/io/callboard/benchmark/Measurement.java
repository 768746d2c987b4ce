package io.callboard.benchmark;

import io.callboard.benchmark.Accounts.Balance;
import io.callboard.benchmark.Load.Outcome;
import io.callboard.benchmark.Plan.Setting;
import io.callboard.benchmark.Sample.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Executes a plan on one server. */
final class Measurement {
  /**
   * An upper bound of answers per second on one connection, for the machines that this is meant
   * for.
   */
  private static final int FASTEST_OF_ONE = 4_000;

  /** The upper bound on any number of connections, and for settled events. */
  static final int FASTEST = 20_000;

  private static final int TRIES = 3;

  /** In seconds. */
  private static final int WARM_UP_PART = 2;

  private final Plan plan;
  private final Load load;
  private final Accounts accounts;
  private final Processor processor;
  private final RequestFile requests;
  private final Map<Object, Double> rates = new HashMap<>();

  Measurement(Plan plan, Target target, Processor processor, Path directory) throws IOException {
    this.plan = plan;
    this.load = new Load(target.address(), directory);
    this.accounts = target.accounts();
    this.processor = processor;
    this.requests = new RequestFile(directory);
  }

  /**
   * Sends every kind of request for the planned time, until the server has compiled the code for
   * them. The compiler shares the processors with the load, so the load pauses regularly.
   */
  void warmUp() throws IOException, InterruptedException {
    Setting setting = plan.settings().getFirst();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.warmUp());
    while (System.nanoTime() - end < 0) {
      baseline(setting, WARM_UP_PART);
      for (Workload workload : plan.workloads()) {
        events(setting, workload, WARM_UP_PART);
        accounts.awaitSettled();
        TimeUnit.SECONDS.sleep(WARM_UP_PART);
      }
    }
  }

  /** Returns one sample of every workload at every setting. */
  List<Sample> round() throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (Setting setting : plan.settings()) {
      Processor.Micros before = processor.micros();
      Outcome outcome = baseline(setting, plan.seconds());
      Cost baseline =
          new Cost(outcome.rate(), processor.micros().since(before, outcome.answers()).sum());
      for (Workload workload : plan.workloads()) {
        samples.add(sample(setting, workload, baseline));
      }
    }
    return samples;
  }

  private Outcome baseline(Setting setting, int seconds) throws IOException, InterruptedException {
    Path file = requests.ofBaseline(Workload.FILMMAKERS, setting.size());
    return load.send(file, true, setting.connections(), seconds);
  }

  private Sample sample(Setting setting, Workload workload, Cost baseline)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Balance before = accounts.awaitSettled();
      Processor.Micros taken = processor.micros();
      Outcome outcome = events(setting, workload, plan.seconds());
      long end = System.nanoTime();
      long backlog = accounts.read().backlog();
      Balance after = accounts.awaitSettled();
      double seconds = outcome.seconds() + (System.nanoTime() - end) / 1e9;
      if (!outcome.isVoid()) {
        check(before, after, outcome);
        return new Sample(
            setting,
            workload,
            baseline,
            outcome,
            new Cost(
                outcome.answers() / seconds,
                processor.micros().since(taken, outcome.answers()).sum()),
            (double) backlog / (after.accepted() - before.accepted()));
      }
      System.out.println("  void, therefore repeated: " + outcome);
    }
    throw new IOException("requests were refused or failed; see the server's log");
  }

  /** Checks that every answered event was settled, and as a new one. */
  private static void check(Balance before, Balance after, Outcome outcome) throws IOException {
    long applied = after.applied() - before.applied();
    if (applied < outcome.answers() || applied != after.settled() - before.settled()) {
      throw new IOException(
          "expected "
              + outcome.answers()
              + " answered events to be settled as new ones; before: "
              + before
              + ", after: "
              + after);
    }
  }

  private Outcome events(Setting setting, Workload workload, int seconds)
      throws IOException, InterruptedException {
    Object key = List.of(setting, workload);
    int fastest = setting.connections() == 1 ? FASTEST_OF_ONE : FASTEST;
    double rate = Math.clamp(3 * rates.getOrDefault(key, 0.0), fastest / 3.0, fastest);
    Path file =
        requests.ofHooks(Target.HOOKS, workload, setting.size(), (int) (rate * seconds) + 1_000);
    Outcome outcome = load.send(file, false, setting.connections(), seconds);
    rates.put(key, outcome.refusals() > 0 ? fastest : outcome.rate());
    return outcome;
  }
}

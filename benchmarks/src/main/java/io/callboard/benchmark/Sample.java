package io.callboard.benchmark;

/**
 * One load, held against the baseline of the same round.
 *
 * @param baseline the baseline at the same setting
 * @param load what the senders saw
 * @param settling events from the first request until the last one was settled
 * @param backlog how much of what was accepted still waited when the load ended, from 0 to 1
 */
record Sample(
    Plan.Setting setting,
    Workload workload,
    Cost baseline,
    Load.Outcome load,
    Cost settling,
    double backlog) {

  /**
   * What a kind of request costs.
   *
   * @param rate how many a second
   * @param micros processor time of server and database for one
   */
  record Cost(double rate, double micros) {}

  double answered() {
    return load.rate() / baseline.rate();
  }

  double settled() {
    return settling.rate() / baseline.rate();
  }
}

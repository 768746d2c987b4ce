package io.callboard.benchmark;

/**
 * One load, compared with the baseline of the same round.
 *
 * @param baseline the baseline at the same setting
 * @param load the senders' result
 * @param settling events from the first request until the last one was settled
 * @param backlog the share of accepted events that were not settled when the load ended, from 0 to
 *     1
 */
record Sample(
    Plan.Setting setting,
    Workload workload,
    Cost baseline,
    Load.Outcome load,
    Cost settling,
    double backlog) {

  /**
   * The cost of a kind of request.
   *
   * @param rate requests per second
   * @param micros processor time of server and database for one request
   */
  record Cost(double rate, double micros) {}

  double answered() {
    return load.rate() / baseline.rate();
  }

  double settled() {
    return settling.rate() / baseline.rate();
  }
}

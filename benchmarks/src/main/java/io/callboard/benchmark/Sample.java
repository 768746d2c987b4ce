package io.callboard.benchmark;

/**
 * One load, held against the baseline of the same round.
 *
 * @param baseline answers/s of the baseline at the same setting
 * @param load what the senders saw
 * @param settledRate events/s from the first request until the last event was settled
 * @param backlog how much of what was accepted still waited when the load ended, from 0 to 1
 */
record Sample(
    Plan.Setting setting,
    Workload workload,
    double baseline,
    Load.Outcome load,
    double settledRate,
    double backlog) {

  double answered() {
    return load.rate() / baseline;
  }

  double settled() {
    return settledRate / baseline;
  }
}

package io.callboard.benchmark;

import java.util.List;

/**
 * The extent of a measurement.
 *
 * @param warmUp seconds of load and pauses before the first round
 * @param rounds how often every setting is measured, at most
 * @param limit minutes; a round that would probably end later does not begin
 * @param seconds of one load
 * @param workloads the events sent under every setting
 */
record Plan(
    int warmUp,
    int rounds,
    int limit,
    int seconds,
    List<Setting> settings,
    List<Workload> workloads) {
  /** Seconds until the server's compiler has finished. */
  private static final int WARM = 420;

  private static final int SMALL = 100;
  private static final int LARGE = 4_096;

  /**
   * The connections and the body size of a load.
   *
   * @param size of a body in bytes
   */
  record Setting(int connections, int size) {}

  /** Returns the full plan, for PostgreSQL. */
  static Plan whole() {
    return new Plan(
        WARM,
        3,
        10,
        3,
        List.of(
            new Setting(128, SMALL),
            new Setting(128, LARGE),
            new Setting(32, SMALL),
            new Setting(32, LARGE),
            new Setting(1, SMALL),
            new Setting(1, LARGE)),
        List.of(Workload.values()));
  }

  /** Returns the plan for the embedded database, which is measured in addition. */
  static Plan beside() {
    return new Plan(
        120,
        2,
        4,
        3,
        List.of(new Setting(128, SMALL), new Setting(128, LARGE)),
        List.of(Workload.values()));
  }

  /**
   * Returns the plan for the performance goal: the events of all providers in small bodies on many
   * connections.
   */
  static Plan goal() {
    return new Plan(WARM, 5, 4, 3, List.of(new Setting(128, SMALL)), List.of(Workload.values()));
  }

  /** Returns a plan that shows within some minutes whether something became slower. */
  static Plan quick() {
    return new Plan(
        120,
        3,
        2,
        3,
        List.of(new Setting(128, SMALL)),
        List.of(Workload.FILMMAKERS, Workload.MIXED));
  }
}

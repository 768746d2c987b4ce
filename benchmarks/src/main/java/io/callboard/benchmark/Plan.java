package io.callboard.benchmark;

import java.util.List;

/**
 * What is measured, and for how long.
 *
 * @param warmUp seconds of load and pauses before the first round
 * @param rounds how often every setting is measured, at most
 * @param limit minutes after which no round begins that could not be expected to end
 * @param seconds of one load
 * @param workloads what is sent under every setting
 */
record Plan(
    int warmUp,
    int rounds,
    int limit,
    int seconds,
    List<Setting> settings,
    List<Workload> workloads) {
  /** Seconds until the server's compiler has ended. */
  private static final int WARM = 420;

  private static final int SMALL = 100;
  private static final int LARGE = 4_096;

  /**
   * How the load is sent.
   *
   * @param size of a body in bytes
   */
  record Setting(int connections, int size) {}

  /** Everything, for PostgreSQL. */
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

  /** The embedded database beside it. */
  static Plan beside() {
    return new Plan(
        120,
        2,
        4,
        3,
        List.of(new Setting(128, SMALL), new Setting(128, LARGE)),
        List.of(Workload.values()));
  }

  /** What the goal speaks of: everybody's events in small bodies on many connections. */
  static Plan goal() {
    return new Plan(WARM, 5, 4, 3, List.of(new Setting(128, SMALL)), List.of(Workload.values()));
  }

  /** What shows within some minutes whether something got slower. */
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

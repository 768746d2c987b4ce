package io.callboard.benchmark;

import java.util.List;

/**
 * The extent of the comparison with the peer.
 *
 * @param warmUp seconds of load on both before the first round
 * @param rounds how often each is measured at every number of connections
 * @param seconds of one load
 */
record PeerPlan(int warmUp, int rounds, int seconds) {
  /** One sender, some, and the number in the performance goal. */
  static final List<Integer> CONNECTIONS = List.of(1, 32, 128);

  /** A body's size in bytes. */
  static final int SIZE = 100;

  static PeerPlan whole() {
    return new PeerPlan(420, 7, 5);
  }

  static PeerPlan quick() {
    return new PeerPlan(120, 3, 3);
  }
}

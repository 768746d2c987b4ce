package io.callboard.eventlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rejections that wait to be written, at most {@value #MAX_ROWS} with {@value #MAX_BYTES} bytes of
 * quarantined bodies. When the database stays away the oldest go first. Not for use by several
 * threads at once.
 */
final class RejectionQueue {
  static final int MAX_ROWS = 5_000;
  static final int MAX_BYTES = 32 << 20;

  private final Deque<Rejection> rows = new ArrayDeque<>();
  private long bytes;

  void add(Rejection rejection) {
    rows.addLast(rejection);
    bytes += rejection.quarantined().length;
    shrink();
  }

  /** Takes the oldest. */
  List<Rejection> take(int limit) {
    List<Rejection> taken = new ArrayList<>();
    while (taken.size() < limit && !rows.isEmpty()) {
      taken.add(removeOldest());
    }
    return taken;
  }

  /** Puts back what {@link #take} gave, in front. */
  void putBack(List<Rejection> taken) {
    for (Rejection rejection : taken.reversed()) {
      rows.addFirst(rejection);
      bytes += rejection.quarantined().length;
    }
    shrink();
  }

  int size() {
    return rows.size();
  }

  private void shrink() {
    while (rows.size() > MAX_ROWS || bytes > MAX_BYTES) {
      removeOldest();
    }
  }

  private Rejection removeOldest() {
    Rejection oldest = rows.removeFirst();
    bytes -= oldest.quarantined().length;
    return oldest;
  }
}

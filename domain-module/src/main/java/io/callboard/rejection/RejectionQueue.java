package io.callboard.rejection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rejections that are not written yet: at most {@value #MAX_ROWS}, with at most {@value
 * #MAX_BYTES} bytes of quarantined bodies. If the database stays down, the oldest rejections
 * without a body are dropped first. Not thread-safe.
 */
final class RejectionQueue {
  static final int MAX_ROWS = 5_000;
  static final int MAX_BYTES = 32 << 20;

  private final Deque<Rejection> plain = new ArrayDeque<>();
  private final Deque<Rejection> withBody = new ArrayDeque<>();
  private long bytes;

  void add(Rejection rejection) {
    of(rejection).addLast(rejection);
    bytes += rejection.keptBytes();
    shrink();
  }

  /** Takes the oldest rejections; those with a body come first. */
  List<Rejection> take(int limit) {
    List<Rejection> taken = new ArrayList<>();
    while (taken.size() < limit && size() > 0) {
      taken.add(removeOldest(withBody.isEmpty() ? plain : withBody));
    }
    return taken;
  }

  /** Puts rejections from {@link #take} back to the front. */
  void putBack(List<Rejection> taken) {
    for (Rejection rejection : taken.reversed()) {
      of(rejection).addFirst(rejection);
      bytes += rejection.keptBytes();
    }
    shrink();
  }

  int size() {
    return plain.size() + withBody.size();
  }

  private Deque<Rejection> of(Rejection rejection) {
    return rejection.kept() == null ? plain : withBody;
  }

  private void shrink() {
    while (bytes > MAX_BYTES) {
      removeOldest(withBody);
    }
    while (size() > MAX_ROWS) {
      removeOldest(plain.isEmpty() ? withBody : plain);
    }
  }

  private Rejection removeOldest(Deque<Rejection> rows) {
    Rejection oldest = rows.removeFirst();
    bytes -= oldest.keptBytes();
    return oldest;
  }
}

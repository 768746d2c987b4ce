package io.callboard.rejection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers refusals off the request path: {@link #record} puts them in a bounded queue, {@link
 * #drain} writes them. Each is counted; how many become rows is {@link RejectionQuota}'s to say.
 * While the database is away the counts stay and the oldest rows go.
 */
@ApplicationScoped
public class RejectionLog {
  private static final int BATCH = 200;

  /** Sources that are counted by name before a drain; configured ones are far fewer. */
  private static final int MAX_SOURCES = 1_000;

  private final Object lock = new Object();
  private final RejectionQuota quota = new RejectionQuota();
  private final RejectionQueue queue = new RejectionQueue();
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final RejectionRows rows;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected RejectionLog() {
    this.rows = null;
  }

  @Inject
  RejectionLog(RejectionRows rows) {
    this.rows = rows;
  }

  /** Takes note of a rejection; never waits for the database and never throws. */
  public void record(Rejection rejection) {
    synchronized (lock) {
      count(rejection.countedAs(), 1);
      if (quota.admits(rejection)) {
        queue.add(rejection);
      }
    }
  }

  private void count(String source, long number) {
    String name =
        counts.size() < MAX_SOURCES || counts.containsKey(source) ? source : Rejection.UNKNOWN;
    counts.merge(name, number, Long::sum);
  }

  /**
   * Writes what waits, in transactions of its own; to be called every second or so by one thread at
   * a time. What cannot be written now waits for the next call.
   *
   * @throws RuntimeException why it cannot be written now
   */
  public void drain() {
    boolean more = true;
    while (more) {
      List<Rejection> batch;
      Map<String, Long> counted;
      synchronized (lock) {
        batch = queue.take(BATCH);
        counted = new TreeMap<>(counts);
        counts.clear();
      }
      more = write(batch, counted) && batch.size() == BATCH;
    }
  }

  private boolean write(List<Rejection> batch, Map<String, Long> counted) {
    if (batch.isEmpty() && counted.isEmpty()) {
      return false;
    }
    try {
      rows.write(batch, new TreeMap<>(counted));
      return true;
    } catch (RuntimeException e) {
      synchronized (lock) {
        queue.putBack(batch);
        counted.forEach(this::count);
      }
      throw e;
    }
  }
}

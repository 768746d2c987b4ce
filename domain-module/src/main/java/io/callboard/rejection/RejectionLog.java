package io.callboard.rejection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Logs refusals outside the request path: {@link #record} puts them in a bounded queue, {@link
 * #drain} writes them. Every refusal is counted; {@link RejectionQuota} limits how many become
 * rows. While the database is down, the counts are kept and the oldest rows are dropped.
 */
@ApplicationScoped
public class RejectionLog {
  private static final int BATCH = 200;

  /**
   * The maximum number of sources that are counted by name before a drain; far fewer are
   * configured.
   */
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

  /** Records a rejection; never waits for the database and never throws. */
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
   * Writes the queued rejections, in transactions of its own. One thread at a time calls it about
   * every second. Rejections that cannot be written stay in the queue for the next call.
   *
   * @throws RuntimeException if they cannot be written now
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

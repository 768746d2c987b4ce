package io.callboard.web.request;

import io.callboard.database.DatabaseConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places for requests that read at the same time. Their number is a third of the connections to
 * the database, so that the others are free for settlement and upkeep. They also limit the memory
 * for answers. One user has at most half of them.
 */
@ApplicationScoped
class ReadPermits {
  private final int most;

  /**
   * A lock, not a monitor: the container's proxy holds its own while a synchronized method waits.
   */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition free = lock.newCondition();
  private final Map<String, Integer> taken = new HashMap<>();
  private int total;

  /** For the container's proxy. */
  protected ReadPermits() {
    this(0);
  }

  @Inject
  public ReadPermits(DatabaseConnections connections) {
    this(connections.forReaders());
  }

  /** Creates the given number of places, at least two. */
  ReadPermits(int most) {
    this.most = most;
  }

  /**
   * Takes a place for a user, and waits for it up to the given time. The caller must release it.
   */
  boolean take(String user, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (total == most || of(user) == most / 2) {
        if (left <= 0) {
          return false;
        }
        left = free.awaitNanos(left);
      }
      total++;
      taken.merge(user, 1, Integer::sum);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Releases a place. */
  void release(String user) {
    lock.lock();
    try {
      total--;
      taken.computeIfPresent(user, (name, places) -> places == 1 ? null : places - 1);
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int of(String user) {
    return taken.getOrDefault(user, 0);
  }
}

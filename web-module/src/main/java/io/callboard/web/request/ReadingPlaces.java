package io.callboard.web.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.Config;

/**
 * The requests that may read at the same time. They are a third of the connections to the database,
 * so that the rest is there for settlement and upkeep, and they bound the memory of answers; one
 * user has at most half of them.
 */
@ApplicationScoped
public class ReadingPlaces {
  private static final String POOL_SIZE = "callboard.db.pool-size";
  private static final int DEFAULT_POOL_SIZE = 24;

  private final int most;

  /** No monitor: the container's proxy holds its own while a synchronized method waits. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition free = lock.newCondition();
  private final Map<String, Integer> taken = new HashMap<>();
  private int total;

  /** For the container's proxy. */
  protected ReadingPlaces() {
    this(0);
  }

  /** Reads {@code callboard.db.pool-size}, which the data source reads too. */
  @Inject
  public ReadingPlaces(Config config) {
    this(config.getOptionalValue(POOL_SIZE, Integer.class).orElse(DEFAULT_POOL_SIZE) / 3);
  }

  ReadingPlaces(int most) {
    this.most = Math.max(2, most);
  }

  /** Takes a place for a user, if there is one within the time; it must be given back. */
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

  /** Gives a place back. */
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

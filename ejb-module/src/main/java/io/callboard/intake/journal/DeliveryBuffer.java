package io.callboard.intake.journal;

import io.callboard.provider.ProvenDelivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The buffer of deliveries for the journal's writer, bounded in bytes. Deliveries that arrive while
 * the writer is busy form its next bundle.
 */
final class DeliveryBuffer {
  private final long maxBytes;
  private final int maxBundleBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /** The number of deliveries that the writer waits for; it is not woken for fewer. */
  private int wanted = 1;

  /**
   * @param maxBytes the limit of the buffer, in bytes of bundles
   * @param maxBundleBytes the limit of a bundle, in bytes; a larger delivery gets a bundle of its
   *     own
   */
  DeliveryBuffer(long maxBytes, int maxBundleBytes) {
    this.maxBytes = maxBytes;
    this.maxBundleBytes = maxBundleBytes;
  }

  /**
   * A buffered delivery.
   *
   * @param since {@link System#nanoTime} of its arrival here
   * @param durable completed with whether it is on disk
   */
  record Entry(ProvenDelivery proven, int size, long since, CompletableFuture<Boolean> durable) {}

  /** Adds a delivery and returns whether it was added; not if the buffer is full or closed. */
  boolean offer(Entry entry) {
    lock.lock();
    try {
      if (closed || bytes + entry.size() > maxBytes) {
        return false;
      }
      waiting.add(entry);
      bytes += entry.size();
      if (waiting.size() >= wanted) {
        arrived.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until that many deliveries are buffered, or the time is over. */
  void await(int deliveries, long time, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(time);
    lock.lockInterruptibly();
    try {
      wanted = deliveries;
      while (waiting.size() < deliveries && left > 0) {
        left = arrived.awaitNanos(left);
      }
    } finally {
      wanted = 1;
      lock.unlock();
    }
  }

  /**
   * Returns the deliveries of the next bundle. Waits for the first one; empty if none came in time.
   */
  List<Entry> take(long time, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(time);
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return bundle();
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> bundle() {
    List<Entry> bundle = new ArrayList<>();
    int size = 0;
    while (!waiting.isEmpty() && bundle.size() < Bundle.MAX_EVENTS) {
      Entry next = waiting.element();
      if (!bundle.isEmpty() && size + next.size() > maxBundleBytes) {
        break;
      }
      waiting.remove();
      bytes -= next.size();
      size += next.size();
      bundle.add(next);
    }
    return bundle;
  }

  /** Removes the deliveries that arrived before a value of {@link System#nanoTime}. */
  List<Entry> expire(long before) {
    List<Entry> expired = new ArrayList<>();
    lock.lock();
    try {
      while (!waiting.isEmpty() && waiting.element().since() - before < 0) {
        Entry entry = waiting.remove();
        bytes -= entry.size();
        expired.add(entry);
      }
    } finally {
      lock.unlock();
    }
    return expired;
  }

  /** Closes the buffer and returns the deliveries that were left in it. */
  List<Entry> close() {
    lock.lock();
    try {
      closed = true;
      bytes = 0;
      List<Entry> left = List.copyOf(waiting);
      waiting.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }
}

package io.callboard.intake.journal;

import io.callboard.intake.ProvenDelivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where deliveries wait for the journal's writer, bounded in bytes. What arrives while the writer
 * is busy forms its next bundle.
 */
final class HandOff {
  private final long maxBytes;
  private final int maxBundleBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /** How many deliveries the writer waits for; it is not woken for fewer. */
  private int wanted = 1;

  /**
   * @param maxBytes how much may wait, as bundle bytes
   * @param maxBundleBytes a bundle's size at which it is closed; a bigger delivery goes alone
   */
  HandOff(long maxBytes, int maxBundleBytes) {
    this.maxBytes = maxBytes;
    this.maxBundleBytes = maxBundleBytes;
  }

  /**
   * A delivery that waits.
   *
   * @param since {@link System#nanoTime} of its arrival here
   * @param durable completed with whether it is on disk
   */
  record Entry(ProvenDelivery proven, int size, long since, CompletableFuture<Boolean> durable) {}

  /** Takes a delivery in, unless too much is waiting or this is closed. */
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

  /** Waits until so many deliveries are here, or the time is over. */
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
   * The deliveries of the next bundle; waits for the first one, and is empty when none came in
   * time.
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

  /** Takes out the deliveries that arrived before a moment of {@link System#nanoTime}. */
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

  /** Takes nothing in any more, and gives out what waited. */
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

package io.callboard.intake.settlement;

import io.callboard.intake.journal.Bundle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A group commit: bundles that arrive while others are being settled share the next transaction and
 * its cost. Bundles of few events, which come from few senders, wait briefly for others even while
 * no transaction runs. The thread that finds a free transaction also settles the bundles that have
 * waited longest.
 */
final class GroupCommit {
  /** From this many events on, a transaction starts without waiting for more. */
  private static final int WORTH_EVENTS = 64;

  /** The same for bundles; all listeners together bring this many. */
  private static final int WORTH_BUNDLES = 8;

  private final int maxTransactions;
  private final long maxBytes;
  private final Duration gathering;
  private final Duration patience;
  private final Consumer<List<Bundle>> settlement;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** In order of arrival. */
  private final Set<Member> waiting = new LinkedHashSet<>();

  private int running;

  /**
   * @param maxTransactions how many transactions may run at the same time, except after {@code
   *     patience}
   * @param maxBytes maximum bytes of bodies per transaction, unless the settling thread's bundle
   *     alone has more
   * @param gathering how long bundles wait for others while few events wait
   * @param patience how long a bundle waits for running transactions; then it is settled alone,
   *     concurrently with them
   * @param settlement settles bundles in one transaction, all or none
   */
  GroupCommit(
      int maxTransactions,
      long maxBytes,
      Duration gathering,
      Duration patience,
      Consumer<List<Bundle>> settlement) {
    this.maxTransactions = maxTransactions;
    this.maxBytes = maxBytes;
    this.gathering = gathering;
    this.patience = patience;
    this.settlement = settlement;
  }

  private static final class Member {
    private final Bundle bundle;
    private boolean done;
    private @Nullable RuntimeException failure;

    Member(Bundle bundle) {
      this.bundle = bundle;
    }

    int events() {
      return bundle.deliveries().size();
    }

    long bytes() {
      return bundle.deliveries().stream().mapToLong(event -> event.delivery().body().length).sum();
    }
  }

  /**
   * Settles a bundle, possibly together with others.
   *
   * @throws RuntimeException the failure of the transaction, which may be caused by any of its
   *     bundles
   * @throws InterruptedException while it waits; it is not settled
   */
  void settle(Bundle bundle) throws InterruptedException {
    Member own = new Member(bundle);
    lock.lock();
    try {
      waiting.add(own);
      gather(own);
      long left = patience.toNanos();
      while (waiting.contains(own)) {
        if (running < maxTransactions) {
          settle(groupOf(own));
        } else if (left <= 0) {
          settle(List.of(own));
        } else {
          left = changed.awaitNanos(left);
        }
      }
      while (!own.done) {
        changed.awaitUninterruptibly();
      }
    } finally {
      waiting.remove(own);
      lock.unlock();
    }
    if (own.failure != null) {
      throw own.failure;
    }
  }

  /**
   * Waits until the bundle is in a transaction, or enough bundles wait for one, or the time is
   * over.
   */
  private void gather(Member own) throws InterruptedException {
    long left = gathering.toNanos();
    while (left > 0 && waiting.contains(own) && !isWorthwhile(waiting)) {
      left = changed.awaitNanos(left);
    }
  }

  private static boolean isWorthwhile(Collection<Member> members) {
    return members.size() >= WORTH_BUNDLES
        || members.stream().mapToInt(Member::events).sum() >= WORTH_EVENTS;
  }

  /** Returns how many bundles are not in a transaction yet. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a bundle and those that have waited longest, in order of arrival. */
  private List<Member> groupOf(Member own) {
    List<Member> group = new ArrayList<>();
    long room = maxBytes - own.bytes();
    for (Member member : waiting) {
      room -= member == own ? 0 : member.bytes();
      if (member == own || room >= 0) {
        group.add(member);
      }
    }
    return group;
  }

  /** Settles a group of bundles; releases the lock during the transaction. */
  private void settle(List<Member> group) {
    group.forEach(waiting::remove);
    running++;
    lock.unlock();
    @Nullable RuntimeException failure = null;
    try {
      settlement.accept(group.stream().map(member -> member.bundle).toList());
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure = new IllegalStateException("a transaction ended with an error", e);
    } finally {
      lock.lock();
      running--;
      for (Member member : group) {
        member.done = true;
        member.failure = failure;
      }
      changed.signalAll();
    }
  }
}

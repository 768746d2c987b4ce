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
 * Settles bundles that come while others are being settled in one transaction, so that several bear
 * the cost of its statements and its commit. Bundles of few events, which come from few senders,
 * wait a moment for others even while no transaction runs. Whoever finds that a transaction may
 * begin settles for those who have waited for longest too.
 */
final class GroupCommit {
  /** So many events bear the cost of a transaction, and as many bundles come from all listeners. */
  private static final int WORTH_EVENTS = 64;

  private static final int WORTH_BUNDLES = 8;

  private final int maxTransactions;
  private final long maxBytes;
  private final Duration gathering;
  private final Duration patience;
  private final Consumer<List<Bundle>> settlement;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** In the order in which they came. */
  private final Set<Member> waiting = new LinkedHashSet<>();

  private int running;

  /**
   * @param maxTransactions how many there may be at a time, as long as they end
   * @param maxBytes how many bytes of bodies one settles, unless its first bundle has more
   * @param gathering how long bundles wait for others while few events do
   * @param patience how long a bundle waits for them before it is settled beside them, alone
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
   * Settles a bundle, perhaps with others.
   *
   * @throws RuntimeException what the transaction failed with; none of its bundles is to blame more
   *     than another
   * @throws InterruptedException while it waited; it is not settled
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
   * Waits until a bundle is in a transaction, or enough is waiting for one, or others were late.
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

  /** How many bundles are in no transaction yet. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** A bundle and those that have waited for longest, in the order in which they came. */
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

  /** Lets go of the lock meanwhile. */
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

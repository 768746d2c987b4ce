package io.callboard.intake.settlement;

import io.callboard.intake.journal.Bundle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settles bundles that come while others are being settled in one transaction: under load several
 * bear the cost of its statements and its commit, a bundle that comes alone does not wait. Whoever
 * finds that a transaction may begin settles for all who wait.
 */
final class GroupCommit {
  private final int transactions;
  private final int maxEvents;
  private final Consumer<List<Bundle>> settlement;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Deque<Member> waiting = new ArrayDeque<>();
  private int running;

  /**
   * @param transactions how many there may be at a time
   * @param maxEvents how many events one settles, unless its first bundle has more
   * @param settlement settles bundles in one transaction, all or none
   */
  GroupCommit(int transactions, int maxEvents, Consumer<List<Bundle>> settlement) {
    this.transactions = transactions;
    this.maxEvents = maxEvents;
    this.settlement = settlement;
  }

  private static final class Member {
    private final Bundle bundle;
    private boolean ended;
    private @Nullable RuntimeException failure;

    Member(Bundle bundle) {
      this.bundle = bundle;
    }

    void end(@Nullable RuntimeException why) {
      ended = true;
      failure = why;
    }
  }

  /**
   * Settles a bundle, perhaps with others.
   *
   * @throws RuntimeException what the transaction failed with; none of its bundles is to blame more
   *     than another
   */
  void settle(Bundle bundle) {
    Member member = new Member(bundle);
    lock.lock();
    try {
      waiting.add(member);
      while (!member.ended) {
        if (running < transactions && waiting.contains(member)) {
          settleWaiting();
        } else {
          ended.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
    if (member.failure != null) {
      throw member.failure;
    }
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

  private void settleWaiting() {
    List<Member> group = group();
    RuntimeException failure = new IllegalStateException("a transaction ended with an error");
    running++;
    lock.unlock();
    try {
      settlement.accept(group.stream().map(member -> member.bundle).toList());
      failure = null;
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      lock.lock();
      running--;
      for (Member member : group) {
        member.end(failure);
      }
      ended.signalAll();
    }
  }

  /** Those who have waited for longest. */
  private List<Member> group() {
    List<Member> group = new ArrayList<>();
    int events = 0;
    while (!waiting.isEmpty()) {
      int more = waiting.element().bundle.deliveries().size();
      if (!group.isEmpty() && events + more > maxEvents) {
        break;
      }
      group.add(waiting.remove());
      events += more;
    }
    return group;
  }
}

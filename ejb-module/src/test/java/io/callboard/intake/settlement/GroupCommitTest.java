package io.callboard.intake.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.journal.Bundle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
  private static final int TRANSACTIONS = 2;
  private static final int MAX_EVENTS = 10;
  private final RuntimeException refused = new IllegalArgumentException("refused");

  /** The bundles of every transaction that began, by number. */
  private final List<List<Long>> begun = Collections.synchronizedList(new ArrayList<>());

  private final Semaphore mayEnd = new Semaphore(0);
  private final GroupCommit groups = new GroupCommit(TRANSACTIONS, MAX_EVENTS, this::inTransaction);

  @Test
  void aBundleThatComesAloneIsSettledAtOnce() {
    mayEnd.release();

    groups.settle(bundle(1, 3));

    assertThat(begun).containsExactly(List.of(1L));
  }

  @Test
  void bundlesThatComeMeanwhileShareTheNextTransaction() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    List<CompletableFuture<Void>> next = List.of(arrive(3, 3), arrive(4, 3), arrive(5, 3));

    mayEnd.release(TRANSACTIONS);
    awaitBegun(TRANSACTIONS + 1);
    all(first).get();
    assertThat(next).noneMatch(CompletableFuture::isDone);
    mayEnd.release();

    all(next).get();
    assertThat(begun).containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L, 5L));
  }

  @Test
  void aTransactionTakesNoMoreThanSoManyEventsButForOneBundle() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    List<CompletableFuture<Void>> next =
        List.of(arrive(3, MAX_EVENTS - 1), arrive(4, 1), arrive(5, MAX_EVENTS + 1), arrive(6, 1));

    mayEnd.release(TRANSACTIONS + next.size());

    all(first).get();
    all(next).get();
    assertThat(begun.subList(TRANSACTIONS, begun.size()))
        .containsExactlyInAnyOrder(List.of(3L, 4L), List.of(5L), List.of(6L));
  }

  @Test
  void allBundlesOfATransactionFailWithItAndTheNextBegins() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    List<CompletableFuture<Void>> next = List.of(arrive(3, 1), arrive(-4, 1), arrive(5, 1));

    mayEnd.release(TRANSACTIONS + 1);

    all(first).get();
    for (CompletableFuture<Void> failed : next) {
      assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class).hasCause(refused);
    }
    mayEnd.release();
    groups.settle(bundle(6, 1));
    assertThat(begun.getLast()).containsExactly(6L);
  }

  @Test
  void whoeverWaitedIsToldOfAnError() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    CompletableFuture<Void> leader = arrive(0, 1);
    CompletableFuture<Void> other = arrive(4, 1);

    mayEnd.release(TRANSACTIONS + 1);

    all(first).get();
    List<Throwable> causes = new ArrayList<>();
    for (CompletableFuture<Void> failed : List.of(leader, other)) {
      assertThatThrownBy(failed::join).satisfies(e -> causes.add(e.getCause()));
    }
    assertThat(causes)
        .hasAtLeastOneElementOfType(StackOverflowError.class)
        .hasAtLeastOneElementOfType(IllegalStateException.class);
    mayEnd.release();
    groups.settle(bundle(6, 1));
  }

  /** Begins as many transactions as there may be. */
  private List<CompletableFuture<Void>> fill() throws InterruptedException {
    List<CompletableFuture<Void>> first = new ArrayList<>();
    for (int number = 1; number <= TRANSACTIONS; number++) {
      first.add(CompletableFuture.runAsync(settling(number, 1), GroupCommitTest::inThread));
      awaitBegun(number);
    }
    return first;
  }

  /** Returns when the bundle waits. */
  private CompletableFuture<Void> arrive(long number, int events) throws InterruptedException {
    int before = groups.waiting();
    CompletableFuture<Void> settled =
        CompletableFuture.runAsync(settling(number, events), GroupCommitTest::inThread);
    while (groups.waiting() == before) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return settled;
  }

  private Runnable settling(long number, int events) {
    return () -> groups.settle(bundle(number, events));
  }

  private static void inThread(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> settled) {
    return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
  }

  private void awaitBegun(int transactions) throws InterruptedException {
    while (begun.size() < transactions) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Refuses bundles of negative numbers, and dies of number 0. */
  private void inTransaction(List<Bundle> bundles) {
    begun.add(bundles.stream().map(Bundle::number).toList());
    mayEnd.acquireUninterruptibly();
    for (Bundle bundle : bundles) {
      if (bundle.number() < 0) {
        throw refused;
      }
      if (bundle.number() == 0) {
        throw new StackOverflowError();
      }
    }
  }

  private static Bundle bundle(long number, int events) {
    ProvenDelivery event = SettlementFixture.media("m1", 0, "one");
    return new Bundle(new UUID(0, 1), 1, number, Map.of(), Collections.nCopies(events, event));
  }
}

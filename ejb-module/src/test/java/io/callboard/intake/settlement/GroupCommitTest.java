package io.callboard.intake.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.journal.Bundle;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.signature.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
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
  private static final int MAX_BYTES = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LISTENERS = 8;
  private final RuntimeException refused = new IllegalArgumentException("refused");

  /** The bundles of every transaction that began, by number. */
  private final List<List<Long>> begun = Collections.synchronizedList(new ArrayList<>());

  private final Semaphore mayEnd = new Semaphore(0, true);
  private GroupCommit groups = groups(Duration.ZERO, PATIENCE);

  @Test
  void aBundleThatComesAloneIsSettledAtOnce() throws Exception {
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
  void aTransactionTakesNoMoreThanSoManyBytesButForOneBundle() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    List<CompletableFuture<Void>> next =
        List.of(arrive(3, MAX_BYTES - 1), arrive(4, 1), arrive(5, MAX_BYTES + 1), arrive(6, 1));

    mayEnd.release(TRANSACTIONS + next.size());

    all(first).get();
    all(next).get();
    List<List<Long>> later = begun.subList(TRANSACTIONS, begun.size());
    assertThat(later.stream().flatMap(List::stream)).containsExactlyInAnyOrder(3L, 4L, 5L, 6L);
    // Bundle 3 leaves room for one more byte and bundle 5 for none, in any order of settlement.
    assertThat(later).contains(List.of(5L)).anyMatch(group -> group.size() == 2);
    assertThat(later).allMatch(group -> group.size() <= 2);
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
  void allBundlesOfATransactionAreToldOfAnError() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    List<CompletableFuture<Void>> next = List.of(arrive(0, 1), arrive(4, 1));

    mayEnd.release(TRANSACTIONS + 1);

    all(first).get();
    for (CompletableFuture<Void> failed : next) {
      assertThatThrownBy(failed::join)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasRootCauseInstanceOf(StackOverflowError.class);
    }
    mayEnd.release();
    groups.settle(bundle(6, 1));
  }

  @Test
  void aBundleDoesNotWaitForEverForTransactionsThatDoNotEnd() throws Exception {
    groups = groups(Duration.ZERO, Duration.ofMillis(50));
    List<CompletableFuture<Void>> stuck = fill();

    List<CompletableFuture<Void>> next =
        List.of(
            CompletableFuture.runAsync(settling(3, 1), GroupCommitTest::inThread),
            CompletableFuture.runAsync(settling(4, 1), GroupCommitTest::inThread));

    awaitBegun(TRANSACTIONS + next.size());
    assertThat(begun).containsExactlyInAnyOrder(List.of(1L), List.of(2L), List.of(3L), List.of(4L));
    mayEnd.release(TRANSACTIONS + next.size());
    all(stuck).get();
    all(next).get();
  }

  @Test
  void bundlesOfFewEventsWaitUntilEachListenerHasOne() throws Exception {
    groups = groups(Duration.ofMinutes(1), PATIENCE);
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    for (int number = 1; number < LISTENERS; number++) {
      settled.add(arrive(number, 1));
    }
    assertThat(begun).isEmpty();
    mayEnd.release();

    groups.settle(bundle(LISTENERS, 1));

    all(settled).get();
    assertThat(begun).containsExactly(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
  }

  @Test
  void aBundleOfManyEventsTakesThoseThatWaitAndDoesNotWait() throws Exception {
    groups = groups(Duration.ofMinutes(1), PATIENCE);
    CompletableFuture<Void> few = arrive(1, 1);
    mayEnd.release();

    groups.settle(bundleOf(2, Collections.nCopies(63, event(2, 0))));

    few.get();
    assertThat(begun).containsExactly(List.of(1L, 2L));
  }

  @Test
  void aBundleOfFewEventsIsSettledWhenNoOtherComes() throws Exception {
    groups = groups(Duration.ofMillis(1), PATIENCE);
    mayEnd.release();

    groups.settle(bundle(1, 1));

    assertThat(begun).containsExactly(List.of(1L));
  }

  @Test
  void whoeverIsInterruptedWhileItWaitsIsInNoTransaction() throws Exception {
    List<CompletableFuture<Void>> first = fill();
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    Thread listener =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    groups.settle(bundle(3, 1));
                    outcome.complete(null);
                  } catch (InterruptedException e) {
                    outcome.completeExceptionally(e);
                  }
                });
    awaitWaiting(1);

    listener.interrupt();

    assertThatThrownBy(outcome::join).hasCauseInstanceOf(InterruptedException.class);
    assertThat(groups.waiting()).isZero();
    mayEnd.release(TRANSACTIONS);
    all(first).get();
    assertThat(begun).containsExactlyInAnyOrder(List.of(1L), List.of(2L));
  }

  private GroupCommit groups(Duration gathering, Duration patience) {
    return new GroupCommit(TRANSACTIONS, MAX_BYTES, gathering, patience, this::inTransaction);
  }

  /** Starts the maximum number of transactions. */
  private List<CompletableFuture<Void>> fill() throws InterruptedException {
    List<CompletableFuture<Void>> first = new ArrayList<>();
    for (int number = 1; number <= TRANSACTIONS; number++) {
      first.add(CompletableFuture.runAsync(settling(number, 1), GroupCommitTest::inThread));
      awaitBegun(number);
    }
    return first;
  }

  /** Settles a bundle in another thread; returns once the bundle waits. */
  private CompletableFuture<Void> arrive(long number, int bytes) throws InterruptedException {
    int before = groups.waiting();
    CompletableFuture<Void> settled =
        CompletableFuture.runAsync(settling(number, bytes), GroupCommitTest::inThread);
    awaitWaiting(before + 1);
    return settled;
  }

  private void awaitWaiting(int bundles) throws InterruptedException {
    while (groups.waiting() < bundles) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private Runnable settling(long number, int bytes) {
    return () -> {
      try {
        groups.settle(bundle(number, bytes));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
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

  /** Fails for negative bundle numbers, and throws an error for number 0. */
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

  private static Bundle bundle(long number, int bytes) {
    return bundleOf(number, List.of(event(number, bytes)));
  }

  private static Bundle bundleOf(long number, List<ProvenDelivery> events) {
    return new Bundle(new UUID(0, 1), 1, number, Map.of(), events);
  }

  private static ProvenDelivery event(long number, int bytes) {
    Delivery delivery =
        new Delivery(
            new UUID(0, number), "source", null, Map.of(), new byte[bytes], Instant.EPOCH, "::1");
    return new ProvenDelivery(delivery, new Verified(List.of("body"), 0));
  }
}

package io.callboard.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.intake.journal.DeliveryBuffer.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryBufferTest {
  private final DeliveryBuffer buffer = new DeliveryBuffer(10_000, 1_000);

  @Test
  void bundlesWhatWaitsInOrderOfArrival() throws Exception {
    Entry first = offer(100, 0);
    Entry second = offer(100, 0);
    assertThat(take()).containsExactly(first, second);
    assertThat(take()).isEmpty();
  }

  @Test
  void closesABundleBeforeItIsTooLarge() throws Exception {
    offer(600, 0);
    offer(400, 0);
    offer(1, 0);
    assertThat(take()).hasSize(2);
    assertThat(take()).hasSize(1);
  }

  @Test
  void letsALargerDeliveryGoAlone() throws Exception {
    offer(5_000, 0);
    offer(1, 0);
    assertThat(take()).hasSize(1);
  }

  @Test
  void closesABundleAtItsNumberOfEvents() throws Exception {
    for (int i = 0; i <= Bundle.MAX_EVENTS; i++) {
      offer(1, 0);
    }
    assertThat(take()).hasSize(Bundle.MAX_EVENTS);
    assertThat(take()).hasSize(1);
  }

  @Test
  void waitsForAsManyDeliveriesAsAreExpected() throws Exception {
    Thread writer = Thread.ofPlatform().start(this::awaitTwo);
    offer(1, 0);
    while (writer.isAlive() && writer.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    assertThat(writer.isAlive()).isTrue();

    offer(1, 0);

    assertThat(writer.join(Duration.ofSeconds(5))).isTrue();
    assertThat(take()).hasSize(2);
  }

  @Test
  void doesNotWaitForDeliveriesForLongerThanItIsTold() throws Exception {
    offer(1, 0);
    buffer.await(2, 1, TimeUnit.MILLISECONDS);
    assertThat(take()).hasSize(1);
  }

  private void awaitTwo() {
    try {
      buffer.await(2, 1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takesNothingOverItsLimitUntilThereIsRoomAgain() throws Exception {
    offer(9_500, 0);
    assertThat(buffer.offer(entry(501, 0))).isFalse();
    take();
    assertThat(buffer.offer(entry(501, 0))).isTrue();
  }

  @Test
  void givesOutWhatHasWaitedTooLong() throws Exception {
    Entry old = offer(1, 100);
    Entry recent = offer(1, 200);
    assertThat(buffer.expire(150)).containsExactly(old);
    assertThat(take()).containsExactly(recent);
  }

  @Test
  void makesRoomForWhatHasWaitedTooLong() {
    offer(10_000, 100);
    buffer.expire(150);
    assertThat(buffer.offer(entry(10_000, 200))).isTrue();
  }

  @Test
  void givesOutWhatWaitsWhenItIsClosedAndTakesNothingMore() throws Exception {
    Entry first = offer(1, 0);
    Entry second = offer(1, 0);

    assertThat(buffer.close()).containsExactly(first, second);

    assertThat(buffer.offer(entry(1, 0))).isFalse();
    assertThat(take()).isEmpty();
  }

  private List<Entry> take() throws InterruptedException {
    return buffer.take(0, TimeUnit.MILLISECONDS);
  }

  private Entry offer(int size, long since) {
    Entry entry = entry(size, since);
    assertThat(buffer.offer(entry)).isTrue();
    return entry;
  }

  private static Entry entry(int size, long since) {
    return new Entry(
        ProvenDeliveries.proven("filmmakers", "{}"), size, since, new CompletableFuture<>());
  }
}

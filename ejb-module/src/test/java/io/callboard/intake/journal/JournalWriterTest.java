package io.callboard.intake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.health.IntakeHealth;
import io.callboard.health.IntakeProgress;
import io.callboard.health.IntakeProgress.Stream;
import io.callboard.intake.journal.BundleSender.NotSent;
import io.callboard.intake.journal.DeliveryBuffer.Entry;
import io.callboard.provider.ProvenDelivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
  private final DeliveryBuffer buffer = new DeliveryBuffer(1 << 20, 1 << 16);
  private final ScriptedBroker broker = new ScriptedBroker();
  private final IntakeProgress progress = new IntakeProgress();
  private final IntakeHealth health = new IntakeHealth();
  private final AtomicInteger answerTasks = new AtomicInteger();
  private final JournalWriter writer =
      new JournalWriter(buffer, broker, this::answer, progress, health);
  private final Thread thread = new Thread(writer);

  @BeforeEach
  void start() {
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    broker.letGo.countDown();
    writer.stop();
    thread.join();
  }

  @Test
  void answersWhenTheBrokerHasTheBundle() throws Exception {
    assertThat(durable("filmmakers")).isTrue();
    assertThat(progress.sent()).containsValue(1L);
  }

  @Test
  void wakesNoThreadToAnswerALoneDelivery() throws Exception {
    broker.hold = true;
    CompletableFuture<Boolean> lone = offer("filmmakers");
    broker.holding.await();
    List<CompletableFuture<Boolean>> several = List.of(offer("waymark"), offer("filmmakers"));
    broker.letGo.countDown();

    assertThat(lone.get(5, TimeUnit.SECONDS)).isTrue();
    for (CompletableFuture<Boolean> each : several) {
      assertThat(each.get(5, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(answerTasks).hasValue(1);
  }

  @Test
  void putsWhatArrivesDuringASendIntoTheNextBundle() throws Exception {
    broker.hold = true;
    CompletableFuture<Boolean> first = offer("filmmakers");
    broker.holding.await();
    List<CompletableFuture<Boolean>> next =
        List.of(offer("waymark"), offer("filmmakers"), offer("filmmakers"));
    assertThat(first).isNotDone();
    broker.letGo.countDown();
    for (CompletableFuture<Boolean> each : next) {
      assertThat(each.get(5, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(broker.taken).hasSize(2);
    assertThat(broker.taken.get(1).deliveries()).hasSize(3);
    assertThat(broker.taken.get(1).carried())
        .containsEntry("filmmakers", 3L)
        .containsEntry("waymark", 1L);
  }

  @Test
  void usesANumberAgainAfterADefiniteRefusal() throws Exception {
    durable("filmmakers");
    broker.troubles.add(Trouble.REFUSED);
    assertThat(durable("filmmakers")).isFalse();
    assertThat(health.durable()).isFalse();
    durable("filmmakers");
    assertThat(broker.taken.stream().filter(b -> b.number() > 0).map(Bundle::number))
        .containsExactly(1L, 2L);
    assertThat(broker.taken.getLast().carried()).containsEntry("filmmakers", 2L);
  }

  @Test
  void beginsANewLaneAfterAnUnknownOutcome() throws Exception {
    durable("filmmakers");
    broker.troubles.add(Trouble.UNKNOWN);
    assertThat(durable("filmmakers")).isFalse();
    durable("filmmakers");
    Bundle last = broker.taken.getLast();
    assertThat(last.lane()).isEqualTo(2);
    assertThat(last.number()).isEqualTo(1);
    assertThat(progress.sent())
        .containsEntry(new Stream(last.run(), 1, "filmmakers"), 1L)
        .containsEntry(new Stream(last.run(), 2, "filmmakers"), 1L);
  }

  @Test
  void probesUntilTheBrokerTakesMessagesAgain() throws Exception {
    broker.troubles.addAll(List.of(Trouble.REFUSED, Trouble.REFUSED, Trouble.UNKNOWN));
    durable("filmmakers");
    while (!health.durable()) {
      Thread.sleep(20);
    }
    assertThat(broker.taken.getLast().deliveries()).isEmpty();
  }

  @Test
  void isStuckWhileTheBrokerHoldsAMessage() throws Exception {
    broker.hold = true;
    CompletableFuture<Boolean> held = offer("filmmakers");
    broker.holding.await();
    assertThat(held).isNotDone();
    assertThat(writer.stuck(TimeUnit.SECONDS.toNanos(60))).isFalse();
    assertThat(writer.stuck(0)).isTrue();
    assertThat(writer.stuckEntries(0)).hasSize(1);
  }

  @Test
  void isStuckWhileTheBrokerHoldsAProbe() throws Exception {
    broker.troubles.add(Trouble.REFUSED);
    durable("filmmakers");
    broker.hold = true;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!writer.stuck(TimeUnit.MILLISECONDS.toNanos(100)) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(writer.stuck(TimeUnit.MILLISECONDS.toNanos(100))).isTrue();
  }

  @Test
  void goesOnAfterAnError() throws Exception {
    broker.troubles.add(Trouble.ERROR);
    assertThat(durable("filmmakers")).isFalse();
    assertThat(durable("filmmakers")).isTrue();
  }

  @Test
  void writesWhatWaitsBeforeItStops() throws Exception {
    broker.hold = true;
    CompletableFuture<Boolean> held = offer("filmmakers");
    broker.holding.await();
    CompletableFuture<Boolean> waiting = offer("filmmakers");
    writer.stop();
    broker.letGo.countDown();
    thread.join();
    assertThat(held).isCompletedWithValue(true);
    assertThat(waiting).isCompletedWithValue(true);
  }

  private boolean durable(String source) throws Exception {
    return offer(source).get(5, TimeUnit.SECONDS);
  }

  private void answer(Runnable task) {
    answerTasks.incrementAndGet();
    task.run();
  }

  private CompletableFuture<Boolean> offer(String source) {
    CompletableFuture<Boolean> durable = new CompletableFuture<>();
    ProvenDelivery proven = ProvenDeliveries.proven(source, "{}");
    buffer.offer(new Entry(proven, BundleFormat.size(proven), System.nanoTime(), durable));
    return durable;
  }

  private enum Trouble {
    REFUSED,
    UNKNOWN,
    ERROR
  }

  /** A broker that fails in the given ways, and holds its first message on request. */
  private static final class ScriptedBroker implements BundleSender {
    private final List<Bundle> taken = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile boolean hold;

    @Override
    public void send(Bundle bundle, byte[] message) throws NotSent {
      await();
      switch (troubles.poll()) {
        case REFUSED -> throw new NotSent(new IllegalStateException("full"));
        case UNKNOWN -> throw new IllegalStateException("connection lost");
        case ERROR -> throw new OutOfMemoryError("as a test wants it");
        case null -> taken.add(bundle);
      }
    }

    private void await() {
      holding.countDown();
      try {
        if (hold && !letGo.await(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the message was not released");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

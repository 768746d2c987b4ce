package io.callboard.intake.journal;

import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.journal.HandOff.Entry;
import io.callboard.operations.IntakeHealth;
import io.callboard.operations.IntakeProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Queue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The durable buffer behind the answer to a provider: concurrent deliveries share one message and
 * one disk write, an idle delivery does not wait.
 */
@ApplicationScoped
public class IntakeJournal {
  private static final System.Logger LOG = System.getLogger(IntakeJournal.class.getName());

  /** After this a delivery is given up and its sender told to retry. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** How much may wait for the broker, in bytes. */
  static final long MAX_WAITING = 64L << 20;

  /**
   * A bundle's size in bytes, below the one at which the broker puts a message into a file of its
   * own.
   */
  static final int MAX_BUNDLE = 400 << 10;

  private static final long CHECK_MILLIS = 100;
  private static final int OWN_THREADS = 2;

  private final IntakeProgress progress;
  private final IntakeHealth health;
  private final HandOff handOff = new HandOff(MAX_WAITING, MAX_BUNDLE);
  private volatile @Nullable JournalWriter writer;
  private @Nullable Thread thread;
  private @Nullable ScheduledExecutorService executor;
  private @Nullable Future<?> checks;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IntakeJournal() {
    this.progress = null;
    this.health = null;
  }

  @Inject
  IntakeJournal(IntakeProgress progress, IntakeHealth health) {
    this.progress = progress;
    this.health = health;
  }

  /**
   * Begins to write to a queue. Answers and deadlines have threads of their own: those that the
   * server shares out may wait for a database.
   */
  public void open(Broker broker, Queue queue, ThreadFactory threads) {
    BundleSender sender = new JmsBundleSender(broker, queue);
    ScheduledExecutorService own = new ScheduledThreadPoolExecutor(OWN_THREADS, threads);
    JournalWriter opened = new JournalWriter(handOff, sender, own, progress, health);
    thread = threads.newThread(opened);
    checks =
        own.scheduleWithFixedDelay(
            () -> check(opened), CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    executor = own;
    writer = opened;
    thread.start();
  }

  /** Takes nothing more, for good, and ends; what it does not come to write is answered so. */
  public void close() throws InterruptedException {
    JournalWriter open = writer;
    writer = null;
    if (open == null || thread == null || checks == null || executor == null) {
      return;
    }
    open.stop();
    try {
      thread.join(DEADLINE.toMillis());
    } finally {
      checks.cancel(false);
      giveUp(open.unanswered());
      giveUp(handOff.close());
      executor.shutdown();
    }
  }

  /**
   * Makes a delivery durable.
   *
   * @return completed with whether it is on the broker's disk, after {@link #DEADLINE} at the
   *     latest; false at once while the broker holds a message for longer than that, or too much is
   *     waiting
   */
  public CompletionStage<Boolean> append(ProvenDelivery proven) {
    JournalWriter open = writer;
    Entry entry =
        new Entry(proven, BundleFormat.size(proven), System.nanoTime(), new CompletableFuture<>());
    if (open == null || open.stuck(DEADLINE.toNanos()) || !handOff.offer(entry)) {
      return CompletableFuture.completedStage(false);
    }
    return entry.durable();
  }

  /** Nothing may end the checks, on which every answer's deadline depends. */
  private void check(JournalWriter open) {
    try {
      expire(open);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The journal's checks go on after a failure", e);
    }
  }

  private void expire(JournalWriter open) {
    List<Entry> stuck = open.stuckEntries(DEADLINE.toNanos());
    List<Entry> expired = handOff.expire(System.nanoTime() - DEADLINE.toNanos());
    if (stuck.isEmpty() && expired.isEmpty()) {
      return;
    }
    health.durable(false);
    giveUp(stuck);
    giveUp(expired);
  }

  private static void giveUp(List<Entry> entries) {
    entries.forEach(entry -> entry.durable().complete(false));
  }
}

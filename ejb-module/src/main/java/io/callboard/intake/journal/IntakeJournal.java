package io.callboard.intake.journal;

import io.callboard.health.IntakeHealth;
import io.callboard.health.IntakeProgress;
import io.callboard.intake.journal.DeliveryBuffer.Entry;
import io.callboard.provider.ProvenDelivery;
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
 * The durable buffer behind the answer to a provider. Concurrent deliveries share one message and
 * one disk write; a delivery on its own does not wait for others.
 */
@ApplicationScoped
public class IntakeJournal {
  private static final System.Logger LOG = System.getLogger(IntakeJournal.class.getName());

  /** After this time a delivery is given up, and its sender is asked to retry. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** The limit of the deliveries that wait for the broker, in bytes. */
  static final long MAX_WAITING = 64L << 20;

  /**
   * The limit of a bundle, in bytes. It is below the size at which the broker puts a message into a
   * file of its own.
   */
  static final int MAX_BUNDLE = 400 << 10;

  private static final long CHECK_MILLIS = 100;
  private static final int OWN_THREADS = 2;

  private final IntakeProgress progress;
  private final IntakeHealth health;
  private final DeliveryBuffer buffer = new DeliveryBuffer(MAX_WAITING, MAX_BUNDLE);
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
   * Starts writing to a queue. Answers and deadlines have threads of their own, because the
   * server's shared threads may be waiting for a database.
   */
  public void open(Broker broker, Queue queue, ThreadFactory threads) {
    BundleSender sender = new JmsBundleSender(broker, queue);
    ScheduledExecutorService own = new ScheduledThreadPoolExecutor(OWN_THREADS, threads);
    JournalWriter opened = new JournalWriter(buffer, sender, own, progress, health);
    thread = threads.newThread(opened);
    checks =
        own.scheduleWithFixedDelay(
            () -> check(opened), CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    executor = own;
    writer = opened;
    thread.start();
  }

  /**
   * Closes the journal for good. Deliveries that it does not write any more are answered as not
   * durable.
   */
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
      giveUp(buffer.close());
      executor.shutdown();
    }
  }

  /**
   * Makes a delivery durable.
   *
   * @return completed with whether it is on the broker's disk, after {@link #DEADLINE} at the
   *     latest; false at once if the journal is not open, its buffer is full, or the broker has
   *     held a message for longer than that
   */
  public CompletionStage<Boolean> append(ProvenDelivery proven) {
    JournalWriter open = writer;
    Entry entry =
        new Entry(proven, BundleFormat.size(proven), System.nanoTime(), new CompletableFuture<>());
    if (open == null || open.stuck(DEADLINE.toNanos()) || !buffer.offer(entry)) {
      return CompletableFuture.completedStage(false);
    }
    return entry.durable();
  }

  /**
   * Checks the deadlines. No failure may end these checks, because every answer depends on them.
   */
  private void check(JournalWriter open) {
    try {
      expire(open);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A check of the journal's deadlines failed; the checks go on", e);
    }
  }

  private void expire(JournalWriter open) {
    List<Entry> stuck = open.stuckEntries(DEADLINE.toNanos());
    List<Entry> expired = buffer.expire(System.nanoTime() - DEADLINE.toNanos());
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

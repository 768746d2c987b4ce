package io.callboard.intake.journal;

import io.callboard.health.IntakeHealth;
import io.callboard.health.IntakeProgress;
import io.callboard.health.IntakeProgress.Stream;
import io.callboard.intake.journal.BundleSender.NotSent;
import io.callboard.intake.journal.DeliveryBuffer.Entry;
import io.callboard.provider.ProvenDelivery;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The writer of buffered deliveries to the broker, bundle by bundle, on one thread. It numbers the
 * messages of a lane. After a definite refusal it uses the number again; after an unknown outcome
 * it closes the lane and begins the next one.
 */
final class JournalWriter implements Runnable {
  private static final System.Logger LOG = System.getLogger(JournalWriter.class.getName());
  private static final long IDLE_MILLIS = 500;
  private static final long PAUSE_MILLIS = 200;
  private static final int ANSWERS_PER_TASK = 32;

  /**
   * After a bundle of at least this many events, the next one waits for the expected deliveries:
   * each message costs sender, broker, listener and database the same, whatever it carries. After
   * smaller bundles nothing waits.
   */
  private static final int BUSY = 16;

  private static final long GATHERING_NANOS = 3_000_000;

  private final DeliveryBuffer buffer;
  private final BundleSender sender;
  private final Executor answers;
  private final IntakeProgress progress;
  private final IntakeHealth health;
  private final CountDownLatch stop = new CountDownLatch(1);

  private final UUID run = UUID.randomUUID();
  private final Map<String, Long> carried = new HashMap<>();
  private int lane = 1;
  private long number;
  private final BundleSizeEstimate estimate = new BundleSizeEstimate();
  private int lastSize;

  private volatile List<Entry> inFlight = List.of();
  private volatile boolean sending;
  private volatile long sendingSince;

  JournalWriter(
      DeliveryBuffer buffer,
      BundleSender sender,
      Executor answers,
      IntakeProgress progress,
      IntakeHealth health) {
    this.buffer = buffer;
    this.sender = sender;
    this.answers = answers;
    this.progress = progress;
    this.health = health;
  }

  /** Writes bundles until it is stopped, and then one more. */
  @Override
  public void run() {
    boolean stopping = false;
    while (!stopping) {
      stopping = stop.getCount() == 0;
      try {
        writeNext(stopping ? 0 : IDLE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "The journal's writer failed and goes on", e);
      }
    }
    sender.close();
  }

  void stop() {
    stop.countDown();
  }

  /** Returns whether the broker has held one message for longer than {@code nanos} nanoseconds. */
  boolean stuck(long nanos) {
    return sending && System.nanoTime() - sendingSince > nanos;
  }

  /**
   * Returns the deliveries of a message that the broker has held for longer than {@code nanos}
   * nanoseconds, if there is one.
   */
  List<Entry> stuckEntries(long nanos) {
    List<Entry> entries = inFlight;
    return stuck(nanos) ? entries : List.of();
  }

  /** Returns the deliveries of the message that is being written, stuck or not. */
  List<Entry> unanswered() {
    return inFlight;
  }

  private void writeNext(long waitMillis) throws InterruptedException {
    if (lastSize >= BUSY) {
      buffer.await(estimate.next(), GATHERING_NANOS, TimeUnit.NANOSECONDS);
    }
    List<Entry> entries = buffer.take(waitMillis, TimeUnit.MILLISECONDS);
    lastSize = entries.size();
    if (entries.isEmpty()) {
      if (!health.durable()) {
        probe();
      }
      return;
    }
    estimate.note(lastSize);
    boolean durable = false;
    inFlight = entries;
    try {
      durable = write(entries);
    } finally {
      inFlight = List.of();
      health.durable(durable);
      answer(entries, durable);
    }
    if (!durable) {
      stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean write(List<Entry> entries) {
    Bundle bundle = next(entries.stream().map(Entry::proven).toList());
    try {
      send(bundle);
      number = bundle.number();
      carried.putAll(bundle.carried());
      bundle
          .carried()
          .forEach((source, count) -> progress.sent(new Stream(run, lane, source), count));
      return true;
    } catch (NotSent e) {
      LOG.log(Level.WARNING, "The broker refused a message; its senders are asked to retry", e);
    } catch (RuntimeException | Error e) {
      LOG.log(
          Level.WARNING,
          "A message may not have reached the broker; its senders are asked to retry",
          e);
      lane++;
      number = 0;
      carried.clear();
    }
    return false;
  }

  private void send(Bundle bundle) throws NotSent {
    byte[] message = BundleFormat.write(bundle);
    sendingSince = System.nanoTime();
    sending = true;
    try {
      sender.send(bundle, message);
    } finally {
      sending = false;
    }
  }

  private Bundle next(List<ProvenDelivery> deliveries) {
    Map<String, Long> after = new HashMap<>();
    new Bundle(run, lane, number + 1, Map.of(), deliveries)
        .events()
        .forEach((source, events) -> after.put(source, carried.getOrDefault(source, 0L) + events));
    return new Bundle(run, lane, number + 1, after, deliveries);
  }

  private void probe() {
    try {
      send(Bundle.probe(run));
      health.durable(true);
      LOG.log(Level.INFO, "The broker accepts messages again");
    } catch (NotSent | RuntimeException e) {
      LOG.log(Level.DEBUG, "The broker still accepts no messages", e);
    }
  }

  /**
   * Completes the answers on other threads, because this one has the next bundle to write, unless
   * the journal has closed. A single delivery is completed here, because waking another thread
   * costs more than its answer.
   */
  private void answer(List<Entry> entries, boolean durable) {
    if (entries.size() == 1) {
      entries.getFirst().durable().complete(durable);
      return;
    }
    for (int from = 0; from < entries.size(); from += ANSWERS_PER_TASK) {
      List<Entry> part = entries.subList(from, Math.min(entries.size(), from + ANSWERS_PER_TASK));
      Runnable task = () -> part.forEach(entry -> entry.durable().complete(durable));
      try {
        answers.execute(task);
      } catch (RejectedExecutionException e) {
        task.run();
      }
    }
  }
}

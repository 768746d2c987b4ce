package io.callboard.operations;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work that recurs.
 *
 * <p>They take the place of the server's {@code ManagedScheduledExecutorService}. While a WildFly
 * is suspended, by an administrator or because it stops, that one refuses each run with an error in
 * the log (WFLYEE0110, WFLYEE0111), and never runs the task again (WildFly 39, {@code
 * ControlPointUtils}).
 */
public final class RecurringWork {
  private final ScheduledThreadPoolExecutor executor;

  /**
   * Starts threads as they are needed.
   *
   * @param factory the server's, so that tasks run in the application's context
   */
  public RecurringWork(int threads, ThreadFactory factory) {
    executor = new ScheduledThreadPoolExecutor(threads, factory);
  }

  /** Runs a task, which must not throw, with a pause from the end of a run to the next one. */
  public void repeat(Duration first, Duration pause, Runnable task) {
    var unused =
        executor.scheduleWithFixedDelay(
            task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Starts no run any more; one that is under way goes on to its end. */
  public void end() {
    executor.shutdown();
  }

  /** The same, and interrupts what is under way. */
  public void endNow() {
    executor.shutdownNow();
  }
}

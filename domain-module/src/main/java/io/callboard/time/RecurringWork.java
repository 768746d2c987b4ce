package io.callboard.time;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Threads for recurring work.
 *
 * <p>They replace the server's {@code ManagedScheduledExecutorService}. While WildFly is suspended,
 * by an administrator or during a shutdown, that executor refuses each run with an error in the log
 * (WFLYEE0110, WFLYEE0111). It never runs the task again (WildFly 39, {@code ControlPointUtils}).
 */
public final class RecurringWork {
  private final ScheduledThreadPoolExecutor executor;

  /**
   * Creates the pool, which starts its threads on demand.
   *
   * @param factory the server's factory, so that tasks run in the application's context
   */
  public RecurringWork(int threads, ThreadFactory factory) {
    executor = new ScheduledThreadPoolExecutor(threads, factory);
  }

  /**
   * Runs a task repeatedly, with a pause between the end of a run and the next one. The task must
   * not throw.
   */
  public void repeat(Duration first, Duration pause, Runnable task) {
    var unused =
        executor.scheduleWithFixedDelay(
            task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Starts no further runs; a current run continues to its end. */
  public void end() {
    executor.shutdown();
  }

  /** Starts no further runs, and interrupts current ones. */
  public void endNow() {
    executor.shutdownNow();
  }
}

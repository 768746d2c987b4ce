package io.callboard.benchmark;

import io.callboard.testing.log.LogQuestions.Question;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The times of a query, in milliseconds. */
record Timing(double median, double p95) {
  private static final int WARM_UP = 12;
  private static final int MOST = 60;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  /** Measures a query after a warm-up that fills all caches. */
  static Timing of(FilledLog log, Question question) {
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UP && System.nanoTime() - begin < LONGEST; i++) {
      log.nanosOf(question);
    }
    long[] nanos = new long[MOST];
    int asked = 0;
    while (asked < MOST && (asked < 5 || System.nanoTime() - begin < 2 * LONGEST)) {
      nanos[asked++] = log.nanosOf(question);
    }
    return of(Arrays.copyOf(nanos, asked));
  }

  static Timing of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Timing(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 95 / 100] / 1e6);
  }
}

package io.callboard.benchmark;

import java.time.Duration;
import java.util.Optional;

/** The processor time that the servers of this run have taken so far. */
final class Processor {
  private Processor() {}

  /** Of the server, and of the database where it has processes of its own, in microseconds. */
  static double micros() {
    return ProcessHandle.current()
            .descendants()
            .map(process -> process.info().totalCpuDuration())
            .flatMap(Optional::stream)
            .mapToLong(Duration::toNanos)
            .sum()
        / 1e3;
  }
}

package io.callboard.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The processor time that a server under measurement and its database have used so far. */
record Processor(ProcessHandle server, Database database) {

  /**
   * Processor time in microseconds.
   *
   * @param database of the database's own processes; zero if it has none
   */
  record Micros(double server, double database) {
    double sum() {
      return server + database;
    }

    /** Returns the time since an earlier moment, divided by the number of events. */
    Micros since(Micros earlier, long events) {
      return new Micros((server - earlier.server) / events, (database - earlier.database) / events);
    }
  }

  /** Returns the time so far. */
  Micros micros() throws IOException {
    return new Micros(micros(List.of(server)), micros(database.processes()));
  }

  private static double micros(Collection<ProcessHandle> processes) {
    return processes.stream()
            .map(process -> process.info().totalCpuDuration())
            .flatMap(Optional::stream)
            .mapToLong(Duration::toNanos)
            .sum()
        / 1e3;
  }
}

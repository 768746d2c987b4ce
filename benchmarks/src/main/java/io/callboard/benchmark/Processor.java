package io.callboard.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The processor time that a server under measurement and its database have taken so far. */
record Processor(ProcessHandle server, Database database) {

  /** Of the server, and of the database where it has processes of its own, in microseconds. */
  double micros() throws IOException {
    return Stream.concat(Stream.of(server), database.processes().stream())
            .map(process -> process.info().totalCpuDuration())
            .flatMap(Optional::stream)
            .mapToLong(Duration::toNanos)
            .sum()
        / 1e3;
  }
}

package io.callboard.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Signs requests before their measurement, so that the load generator only sends them. */
final class RequestFile {
  private static final int BUFFER = 1 << 20;

  private final Path directory;
  private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1_000);

  RequestFile(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes requests to hooks; all requests differ, within a file and between files.
   *
   * @param hooks the path of hooks, ending in a slash
   */
  Path ofHooks(String hooks, Workload workload, int size, int count) throws IOException {
    Path file = directory.resolve("hooks.requests");
    try (OutputStream out = open(file)) {
      Instant now = Instant.now();
      for (int i = 0; i < count; i++) {
        long number = numbers.incrementAndGet();
        write(out, workload.bytes(number, size, now, hooks + workload.source(number)));
      }
    }
    return file;
  }

  /** Writes the same requests to the baseline, which accepts repetitions. */
  Path ofBaseline(Workload workload, int size) throws IOException {
    Path file = directory.resolve("baseline.requests");
    try (OutputStream out = open(file)) {
      for (int i = 0; i < 1_000; i++) {
        write(out, workload.bytes(i, size, Instant.now(), Baseline.PATH));
      }
    }
    return file;
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
  }

  private static void write(OutputStream out, byte[] request) throws IOException {
    out.write("%08d".formatted(request.length).getBytes(StandardCharsets.US_ASCII));
    out.write(request);
  }
}

package io.callboard.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code wrk}, which sends the requests of a file one after the other on every connection. */
final class Load {
  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  private final URI server;
  private final Path directory;
  private final Path script;

  Load(URI server, Path directory) throws IOException {
    this.server = server;
    this.directory = directory;
    this.script = directory.resolve("requests.lua");
    try (InputStream lua = Load.class.getResourceAsStream("requests.lua")) {
      if (lua == null) {
        throw new IOException("requests.lua is not on the class path");
      }
      Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * The result of a load.
   *
   * @param answers with status 200
   * @param refusals answers with another status
   * @param errors of connections, and answers that exceeded the timeout
   */
  record Outcome(
      long answers, double seconds, long refusals, long errors, long p50, long p90, long p99) {

    double rate() {
      return answers / seconds;
    }

    boolean isVoid() {
      return refusals > 0 || errors > 0;
    }
  }

  /**
   * Sends requests for some seconds.
   *
   * @param loop whether to start again at the end of the file
   */
  Outcome send(Path requests, boolean loop, int connections, int seconds)
      throws IOException, InterruptedException {
    Path output = directory.resolve("wrk.out");
    List<String> command =
        List.of(
            "wrk",
            "--threads=1",
            "--connections=" + connections,
            "--duration=" + seconds + "s",
            "--timeout=10s",
            "--script=" + script,
            server.toString(),
            "--",
            requests.toString(),
            loop ? "loop" : "once");
    Process wrk =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!wrk.waitFor(seconds + 30L, TimeUnit.SECONDS)) {
      wrk.destroyForcibly();
      throw new IOException("wrk did not end");
    }
    return outcome(Files.readString(output, StandardCharsets.UTF_8));
  }

  private static Outcome outcome(String printed) throws IOException {
    Matcher result = RESULT.matcher(printed);
    if (!result.find()) {
      throw new IOException("wrk printed " + printed);
    }
    long[] numbers = new long[7];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Long.parseLong(result.group(i + 1));
    }
    return new Outcome(
        numbers[0] - numbers[2],
        numbers[1] / 1e6,
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6]);
  }
}

package io.callboard.benchmark;

import io.callboard.benchmark.PeerMeasurement.Pair;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints the pairs as a table in Markdown, each figure the median of its rounds. */
final class PeerReport {
  private static final String HEAD =
      """
      | connections | Callboard/s | peer/s | ratio | Callboard µs: server | database | peer µs: server | database | ratio |
      |---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private PeerReport() {}

  static String of(String title, Map<Integer, List<Pair>> pairs) {
    StringBuilder report = new StringBuilder("### ").append(title).append("\n\n").append(HEAD);
    pairs.forEach((connections, ofRounds) -> report.append(line(connections, ofRounds)));
    return report.toString();
  }

  private static String line(int connections, List<Pair> pairs) {
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %.0f | %.2f | %.0f | %.0f | %.0f | %.0f | %.2f |%n",
        connections,
        median(pairs, pair -> pair.callboard().rate()),
        median(pairs, pair -> pair.peer().rate()),
        median(pairs, Pair::rates),
        median(pairs, pair -> pair.callboard().micros().server()),
        median(pairs, pair -> pair.callboard().micros().database()),
        median(pairs, pair -> pair.peer().micros().server()),
        median(pairs, pair -> pair.peer().micros().database()),
        median(pairs, Pair::costs));
  }

  private static double median(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    return Median.of(pairs.stream().mapToDouble(figure));
  }
}

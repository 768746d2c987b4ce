package io.callboard.benchmark;

import io.callboard.benchmark.Plan.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints the samples as a table in Markdown, each figure the median of its rounds. */
final class Report {
  private static final String HEAD =
      """
      | connections | body | events of | a/s | b/s | c/s | b/a | c/a | p50 ms | p90 ms | p99 ms | waiting | a µs | c µs |
      |---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private Report() {}

  private record Row(Setting setting, Workload workload) {}

  static String of(String title, List<Sample> samples, long start, long end, long most) {
    Map<Row, List<Sample>> rows = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            rows.computeIfAbsent(
                    new Row(sample.setting(), sample.workload()), row -> new ArrayList<>())
                .add(sample));
    StringBuilder report = new StringBuilder("### ").append(title).append("\n\n").append(HEAD);
    rows.forEach((row, ofRow) -> report.append(line(row, ofRow)));
    return report
        .append(
            "\nMemory of the server (resident): %d MiB after the warm-up, %d MiB at the end, %d MiB at most.\n"
                .formatted(start, end, most))
        .toString();
  }

  private static String line(Row row, List<Sample> samples) {
    return String.format(
        Locale.ROOT,
        "| %d | %d | %s | %.0f | %.0f | %.0f | %.2f | %.2f | %.1f | %.1f | %.1f | %.0f %% | %.0f |"
            + " %.0f |%n",
        row.setting().connections(),
        row.setting().size(),
        row.workload().title(),
        median(samples, sample -> sample.baseline().rate()),
        median(samples, sample -> sample.load().rate()),
        median(samples, sample -> sample.settling().rate()),
        median(samples, Sample::answered),
        median(samples, Sample::settled),
        median(samples, sample -> sample.load().p50() / 1e3),
        median(samples, sample -> sample.load().p90() / 1e3),
        median(samples, sample -> sample.load().p99() / 1e3),
        median(samples, sample -> sample.backlog() * 100),
        median(samples, sample -> sample.baseline().micros()),
        median(samples, sample -> sample.settling().micros()));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Median.of(samples.stream().mapToDouble(figure));
  }
}

package io.callboard.benchmark;

import io.callboard.testing.log.LogQuestions.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The times of each query on a short log and on a long one, as tables in Markdown. */
final class LogReport {
  private static final String FIGURES =
      "median ms, short | median ms, long | ratio | p95 ms, short | p95 ms, long |";

  private final List<Line> lines = new ArrayList<>();

  private record Line(String list, String filter, Timing few, Timing many) {
    double ratio() {
      return many.median() / few.median();
    }

    String figures() {
      return String.format(
          Locale.ROOT,
          "%.2f | %.2f | %.2f | %.2f | %.2f |%n",
          few.median(),
          many.median(),
          ratio(),
          few.p95(),
          many.p95());
    }
  }

  void add(Question question, Timing few, Timing many) {
    lines.add(new Line(question.list(), question.filter(), few, many));
    if (lines.getLast().ratio() > 2) {
      System.out.printf("%s: %s", question, lines.getLast().figures());
    }
  }

  @Override
  public String toString() {
    return "| | questions | the one that grew most | "
        + FIGURES
        + "\n|---|---:|---|---:|---:|---:|---:|---:|\n"
        + worst()
        + "\n| | | "
        + FIGURES
        + "\n|---|---|---:|---:|---:|---:|---:|\n"
        + all();
  }

  private String worst() {
    Map<String, List<Line>> lists = new LinkedHashMap<>();
    lines.forEach(line -> lists.computeIfAbsent(line.list(), list -> new ArrayList<>()).add(line));
    StringBuilder text = new StringBuilder();
    lists.forEach(
        (list, ofList) -> {
          Line worst = ofList.stream().max(Comparator.comparingDouble(Line::ratio)).orElseThrow();
          text.append("| %s | %d | %s | ".formatted(list, ofList.size(), worst.filter()))
              .append(worst.figures());
        });
    return text.toString();
  }

  private String all() {
    StringBuilder text = new StringBuilder();
    lines.forEach(
        line ->
            text.append("| %s | %s | ".formatted(line.list(), line.filter()))
                .append(line.figures()));
    return text.toString();
  }
}

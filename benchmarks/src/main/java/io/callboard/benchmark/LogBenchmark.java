package io.callboard.benchmark;

import io.callboard.testing.log.LogQuestions;
import io.callboard.testing.log.LogQuestions.Question;
import io.callboard.testing.log.SampleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * {@code benchmarks/log}: runs the same queries on a short log and on a long one, and reports how
 * much longer the long one takes.
 */
final class LogBenchmark {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final int SHORT = 50_000;
  private static final int LONG = 5_000_000;
  private static final String EVENTS = "--events=";

  /** Two months; both logs have the same number of partitions. */
  private static final int WEEKS = 8;

  private static final int BUNDLES = 200;
  private static final int WARM_UP = 50;

  private LogBenchmark() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    List<String> wishes = List.of(arguments);
    boolean plans = wishes.contains("--plans");
    try (Database.Postgres server =
            Database.Postgres.start(MODULE.resolve("target/measurement/log"));
        FilledLog few = FilledLog.in(server, "short_log", new SampleLog(SHORT, WEEKS));
        FilledLog many = FilledLog.in(server, "long_log", new SampleLog(events(wishes), WEEKS))) {
      LogReport report = new LogReport();
      measureQuestions(few, many, report, plans);
      measureSettlement(few, many, report);
      System.out.println(report);
      Files.writeString(MODULE.resolve("target/log.md"), report.toString());
    }
    System.exit(0);
  }

  private static int events(List<String> wishes) {
    return wishes.stream()
        .filter(wish -> wish.startsWith(EVENTS))
        .map(wish -> Integer.parseInt(wish.substring(EVENTS.length())))
        .findFirst()
        .orElse(LONG);
  }

  private static void measureQuestions(
      FilledLog few, FilledLog many, LogReport report, boolean plans) throws SQLException {
    Iterator<Question> ofMany = LogQuestions.of(many.log(), many.connections()).iterator();
    for (Question question : LogQuestions.of(few.log(), few.connections())) {
      Question same = ofMany.next();
      report.add(question, Timing.of(few, question), Timing.of(many, same));
      if (plans) {
        System.out.println(same + "\n" + many.plans(same));
      }
    }
  }

  /** Alternates between the two logs, so that other load on the machine affects both. */
  private static void measureSettlement(FilledLog few, FilledLog many, LogReport report) {
    Bundles ofFew = after(few);
    Bundles ofMany = after(many);
    long[] nanosOfFew = new long[BUNDLES];
    long[] nanosOfMany = new long[BUNDLES];
    for (int i = -WARM_UP; i < BUNDLES; i++) {
      long nanos = few.nanosOf(ofFew.next());
      long nanosToo = many.nanosOf(ofMany.next());
      nanosOfFew[Math.max(i, 0)] = nanos;
      nanosOfMany[Math.max(i, 0)] = nanosToo;
    }
    report.add(
        new Question("settlement", "a bundle of " + Bundles.SIZE + " new events", em -> {}),
        Timing.of(nanosOfFew),
        Timing.of(nanosOfMany));
  }

  private static Bundles after(FilledLog filled) {
    return new Bundles(filled.log().time(filled.log().events()).plus(Duration.ofDays(1)));
  }
}

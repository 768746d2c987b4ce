package io.callboard.testing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL executed a statement, as text of its {@code auto_explain}. */
public record Plan(String text) {
  private static final Pattern SCAN =
      Pattern.compile("(Seq )?Scan .*on (\\w+).*actual .*rows=([\\d.]+) loops=(\\d+)");
  private static final Pattern SORT =
      Pattern.compile("->  (?:Incremental )?Sort .*actual .*rows=([\\d.]+) loops=(\\d+)");
  private static final Pattern PASSED_OVER = Pattern.compile("Rows Removed by .*: ([\\d.]+)");
  private static final Pattern PAGES =
      Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

  /**
   * The rows that were found in a table or an index.
   *
   * @param whole whether the table was scanned from its beginning
   */
  private record Scan(String table, boolean whole, double loops, double rows) {
    Scan plus(double passedOver) {
      return new Scan(table, whole, loops, rows + passedOver * loops);
    }
  }

  /** Returns the tables that were scanned from their beginning, except empty ones. */
  public List<String> tablesReadWhole() {
    return scans().filter(scan -> scan.whole() && scan.rows() > 0).map(Scan::table).toList();
  }

  /**
   * Returns the number of rows found in tables or indexes, including those that were filtered out.
   */
  public long rows() {
    return Math.round(scans().mapToDouble(Scan::rows).sum());
  }

  private Stream<Scan> scans() {
    List<Scan> scans = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher scan = SCAN.matcher(line);
      Matcher passedOver = PASSED_OVER.matcher(line);
      if (scan.find()) {
        double loops = Double.parseDouble(scan.group(4));
        double rows = Double.parseDouble(scan.group(3)) * loops;
        scans.add(new Scan(scan.group(2), scan.group(1) != null, loops, rows));
      } else if (passedOver.find() && !scans.isEmpty()) {
        scans.add(scans.removeLast().plus(Double.parseDouble(passedOver.group(1))));
      }
    }
    return scans.stream();
  }

  /** Returns the number of rows that were sorted. */
  public long sorted() {
    return SORT.matcher(text)
        .results()
        .mapToLong(s -> Math.round(Double.parseDouble(s.group(1)) * Double.parseDouble(s.group(2))))
        .sum();
  }

  /** Returns the number of pages that were read, including those of indexes. */
  public long pages() {
    Matcher pages = PAGES.matcher(text);
    return pages.find() ? number(pages.group(1)) + number(pages.group(2)) : 0;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.callboard.source;

import io.callboard.persistence.Statements;
import java.util.List;

/**
 * The sources that events or records can have. Each has a row of totals, which exists since the
 * transaction that settled its first event.
 */
public final class KnownSources {
  private KnownSources() {}

  /** Returns their names, in the order in which the database sorts them. */
  public static List<String> in(Statements statements) {
    return statements.query(
        "select source from source_total order by source",
        statement -> {},
        row -> row.getString(1));
  }
}

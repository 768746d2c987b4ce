package io.callboard.retention;

import java.util.List;

/**
 * A table whose rows are removed by age alone, the oldest first.
 *
 * @param key the columns of its primary key
 * @param order the indexed column that grows with time
 * @param time the column with the time of a row; a row without a time stays
 */
record RetainedTable(RetentionPeriod period, String table, String key, String order, String time) {
  static final List<RetainedTable> ALL =
      List.of(
          new RetainedTable(
              RetentionPeriod.KEYS, "delivery_key", "key_hash, source", "settled_at", "settled_at"),
          new RetainedTable(RetentionPeriod.REJECTIONS, "rejection", "id", "id", "at"),
          new RetainedTable(RetentionPeriod.CHANGES, "record_change", "seq", "seq", "at"),
          new RetainedTable(RetentionPeriod.AUDIT, "job", "id", "asked_at", "finished_at"),
          new RetainedTable(RetentionPeriod.AUDIT, "alarm", "id", "id", "cleared_at"));

  /**
   * Returns a statement that reads only the oldest rows, so that the cost of a step does not depend
   * on the size of the table.
   */
  String delete(int rows) {
    return "delete from %s where (%s) in (select %s from (select %s, %s as age from %s order by %s"
            .formatted(table, key, key, key, time, table, order)
        + " fetch first %d rows only) oldest where age < ?)".formatted(rows);
  }
}

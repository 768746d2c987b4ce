package io.callboard.job;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The mapping of a row of the jobs to its view. */
final class JobRow {
  static final String COLUMNS =
      "id, state, filter, force, dry_run, reason, asked_by, asked_at, finished_at,"
          + " examined, applied, unchanged, pending, skipped, no_body, failed";

  private JobRow() {}

  /** Reads {@link #COLUMNS}. */
  static JobView view(ResultSet row) throws SQLException {
    return new JobView(
        row.getObject(1, UUID.class),
        JobState.valueOf(row.getString(2)),
        JsonMembers.shown(row.getBytes(3)),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getString(6),
        row.getString(7),
        Statements.time(row, 8),
        Statements.timeOrNull(row, 9),
        new Counts(
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14),
            row.getLong(15),
            row.getLong(16)));
  }
}

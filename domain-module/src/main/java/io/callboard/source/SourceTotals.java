package io.callboard.source;

import io.callboard.persistence.Statements;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * The totals of sources and their states, and the only writer of {@code source_total}. A source
 * gets its row with its first total.
 */
public final class SourceTotals {
  private final Statements statements;

  /**
   * Writes in the caller's transaction.
   *
   * @param statements of the caller's entity manager
   */
  public SourceTotals(Statements statements) {
    this.statements = statements;
  }

  /**
   * Adds settled events.
   *
   * @param expected the state that the source has to be in; null for any
   * @throws SourceStateChanged if the source is in another state
   */
  public void add(String source, SourceCounts counts, @Nullable SourceState expected) {
    if (!update(source, counts, expected)) {
      begin(source);
      if (!update(source, counts, expected)) {
        throw new SourceStateChanged(source);
      }
    }
  }

  private boolean update(String source, SourceCounts counts, @Nullable SourceState expected) {
    return statements.update(
            """
            update source_total set applied = applied + ?, duplicate = duplicate + ?, ignored = ignored + ?,
              held = held + ?, pending = pending + ?, failed = failed + ?, parked = parked + ?,
              last_event = coalesce(?, last_event), last_event_at = coalesce(?, last_event_at)
            where source = ? and state = coalesce(?, state)\
            """,
            statement -> {
              statement.setLong(1, counts.applied());
              statement.setLong(2, counts.duplicate());
              statement.setLong(3, counts.ignored());
              statement.setLong(4, counts.held());
              statement.setLong(5, counts.pending());
              statement.setLong(6, counts.failed());
              statement.setLong(7, counts.parked());
              statement.setObject(8, counts.lastEvent(), Types.OTHER);
              Statements.time(statement, 9, counts.lastEventAt());
              statement.setString(10, source);
              statement.setString(11, expected == null ? null : expected.name());
            })
        > 0;
  }

  /** Adds rejected requests. */
  public void addRejected(String source, long rejected) {
    if (!updateRejected(source, rejected)) {
      begin(source);
      updateRejected(source, rejected);
    }
  }

  private boolean updateRejected(String source, long rejected) {
    return statements.update(
            "update source_total set rejected = rejected + ? where source = ?",
            statement -> {
              statement.setLong(1, rejected);
              statement.setString(2, source);
            })
        > 0;
  }

  /** Returns the state of a source and locks it until the end of the transaction. */
  SourceState lock(String source) {
    begin(source);
    return statements
        .query(
            "select state from source_total where source = ? for update",
            statement -> statement.setString(1, source),
            row -> SourceState.valueOf(row.getString(1)))
        .getFirst();
  }

  void become(String source, SourceState state) {
    statements.update(
        "update source_total set state = ? where source = ?",
        statement -> {
          statement.setString(1, state.name());
          statement.setString(2, source);
        });
  }

  private void begin(String source) {
    statements.update(
        "insert into source_total (source, applied, duplicate, ignored, held, pending, failed,"
            + " parked, rejected) values (?, 0, 0, 0, 0, 0, 0, 0, 0) on conflict do nothing",
        statement -> statement.setString(1, source));
  }
}

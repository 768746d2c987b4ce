package io.callboard.privacy;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Legal holds: records that neither retention nor an erasure may remove. */
@Dependent
@Transactional
public class LegalHolds {
  private final Statements statements;
  private final Clock clock;

  @Inject
  public LegalHolds(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /** Places a hold on a record, which need not exist yet. Returns whether there was none. */
  public boolean place(String source, String kind, String id, String user) {
    Instant now = clock.instant();
    return statements.update(
            "insert into legal_hold (source, kind, id, held_at, held_by) values (?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            statement -> {
              statement.setString(1, source);
              statement.setString(2, kind);
              statement.setString(3, id);
              Statements.time(statement, 4, now);
              statement.setString(5, user);
            })
        > 0;
  }

  /** Lifts a hold. Returns whether there was one. */
  public boolean lift(String source, String kind, String id) {
    return statements.update(
            "delete from legal_hold where source = ? and kind = ? and id = ?",
            statement -> {
              statement.setString(1, source);
              statement.setString(2, kind);
              statement.setString(3, id);
            })
        > 0;
  }

  /** Returns whether a record is on legal hold. */
  static boolean hold(Statements statements, String source, String kind, String id) {
    return !statements
        .query(
            "select 1 from legal_hold where source = ? and kind = ? and id = ?",
            statement -> {
              statement.setString(1, source);
              statement.setString(2, kind);
              statement.setString(3, id);
            },
            row -> row.getInt(1))
        .isEmpty();
  }
}

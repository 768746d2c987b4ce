package io.callboard.dossier;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Records that nothing may remove, whatever its age. */
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

  /** Places a hold, on a record that is known or may come; false when there is one already. */
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

  /** Ends a hold; false when there was none. */
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

  /** Whether a record is held. */
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

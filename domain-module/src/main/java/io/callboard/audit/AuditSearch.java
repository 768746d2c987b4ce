package io.callboard.audit;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the trail, newest first. */
@Dependent
@Transactional
public class AuditSearch {
  private final Statements statements;

  @Inject
  public AuditSearch(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * Entries that pass a filter.
   *
   * @param after the last number of the page before, null for the first page
   */
  public List<AuditEntry> list(AuditFilter filter, @Nullable Long after, int limit) {
    Conditions conditions =
        new Conditions()
            .andIf("number < ?", after)
            .andIf("actor = ?", filter.actor())
            .andIf("action = ?", filter.action())
            .andIf("subject = ?", filter.subject())
            .andIf("at >= ?", filter.from())
            .andIf("at < ?", filter.to());
    return statements.query(
        "select number, at, actor, address, action, subject, details, hash from audit_entry"
            + conditions.where()
            + " order by number desc fetch first "
            + limit
            + " rows only",
        conditions::bind,
        AuditSearch::entry);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        Statements.time(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        JsonMembers.stored(row.getBytes(7)),
        row.getString(8));
  }
}

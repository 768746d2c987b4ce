package io.callboard.audit;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.IndexRange;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Slice;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries of the audit trail, newest first. */
@Dependent
@Transactional
@Reading
public class AuditSearch {
  private final Statements statements;

  @Inject
  public AuditSearch(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * Returns a page of the entries that match a filter.
   *
   * @param after the last number of the page before, null for the first page
   */
  public Slice<AuditEntry> list(AuditFilter filter, @Nullable Long after, int limit) {
    IndexRange range = range(filter);
    Conditions conditions =
        new Conditions().andIf("at >= ?", filter.from()).andIf("at < ?", filter.to());
    range
        .and(conditions, "actor", filter.actor())
        .and(conditions, "action", filter.action())
        .from(conditions, null)
        .to(conditions, after == null ? null : after - 1);
    return statements.slice(
        "select number, coalesce(octet_length(details), 0) from audit_entry"
            + conditions.where()
            + range.order("desc"),
        limit,
        conditions::bind,
        this::newestFirst);
  }

  private List<AuditEntry> newestFirst(Object[] numbers) {
    return statements.query(
        "select number, at, actor, address, action, subject, details, hash from audit_entry"
            + " where number = any(?) order by number desc",
        statement -> Statements.array(statement, 1, "bigint", numbers),
        AuditSearch::entry);
  }

  /** Returns the range over the index of the most selective field of the filter. */
  private static IndexRange range(AuditFilter filter) {
    IndexRange range = new IndexRange("number");
    if (filter.subject() != null) {
      return range.begin("subject", filter.subject());
    }
    return filter.action() == null
        ? range.begin("actor", filter.actor())
        : range.begin("action", filter.action());
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        Statements.time(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        JsonMembers.shown(row.getBytes(7)),
        row.getString(8));
  }
}

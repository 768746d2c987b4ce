package io.callboard.rebuild;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.ColumnText;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Slice;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The findings of rebuilds. They name records, but hold no values from them. */
@ApplicationScoped
@Transactional
public class Findings {
  /** The maximum number of findings that are kept of one job; its counts include the others. */
  public static final int MAX_OF_JOB = 10_000;

  /** The minimum time for which the findings of a finished job are kept. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final int MAX_REASON = 500;

  private static final String NAMES = "names";

  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Findings() {
    this.statements = null;
  }

  @Inject
  public Findings(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Stores a finding with the job's next number, unless there are already {@link #MAX_OF_JOB}. */
  public void add(UUID job, Finding found) {
    Finding finding = found.bounded();
    statements.update(
        "insert into rebuild_finding (job, number, source, kind, id, outcome, differences, members,"
            + " reason) select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?"
            + " from rebuild_finding where job = ? having coalesce(max(number), 0) < "
            + MAX_OF_JOB,
        statement -> {
          statement.setObject(1, job);
          statement.setString(2, finding.source());
          statement.setString(3, finding.kind());
          statement.setString(4, finding.id());
          statement.setString(5, finding.outcome().name());
          statement.setInt(6, finding.differences());
          statement.setBytes(7, names(finding.members()));
          statement.setString(8, reason(finding.reason()));
          statement.setObject(9, job);
        });
  }

  /**
   * Returns a page of a job's findings, in the order in which the job found them.
   *
   * @param outcome selects findings with this outcome; null for all
   * @param after the last number of the previous page; 0 for the first page
   */
  @Reading
  public Slice<Finding> list(UUID job, @Nullable FindingOutcome outcome, long after, int limit) {
    Conditions conditions =
        new Conditions()
            .and("job = ?", job)
            .and("number > ?", after)
            .andIf("outcome = ?", outcome == null ? null : outcome.name());
    return statements.slice(
        "select number, octet_length(members) from rebuild_finding"
            + conditions.where()
            + " order by number",
        limit,
        conditions::bind,
        numbers -> numbered(job, numbers));
  }

  private List<Finding> numbered(UUID job, Object[] numbers) {
    return statements.query(
        "select number, source, kind, id, outcome, differences, members, reason"
            + " from rebuild_finding where job = ? and number = any(?) order by number",
        statement -> {
          statement.setObject(1, job);
          Statements.array(statement, 2, "integer", numbers);
        },
        Findings::finding);
  }

  /** Removes the findings of jobs that finished more than {@link #KEPT} before a time. */
  public void forgetOld(Instant now) {
    statements.update(
        "delete from rebuild_finding where job in (select id from job where finished_at < ?)",
        statement -> Statements.time(statement, 1, now.minus(KEPT)));
  }

  private static byte[] names(List<String> names) {
    return JsonMembers.of(Map.of(NAMES, JsonMembers.quote(names))).toBytes();
  }

  private static @Nullable String reason(@Nullable String reason) {
    return reason == null ? null : ColumnText.cut(reason, MAX_REASON);
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        FindingOutcome.valueOf(row.getString(5)),
        row.getInt(6),
        JsonMembers.shown(row.getBytes(7)).strings(NAMES),
        row.getString(8));
  }
}

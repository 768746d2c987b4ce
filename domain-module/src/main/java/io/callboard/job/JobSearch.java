package io.callboard.job;

import io.callboard.persistence.Conditions;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Slice;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries of jobs, newest first. */
@Dependent
@Transactional
@Reading
public class JobSearch {
  private static final String ORDER = " order by asked_at desc, id desc";

  private final Statements statements;

  @Inject
  public JobSearch(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * Returns a page of the jobs of a kind.
   *
   * @param state null for all
   * @param after the position of the last job of the page before, null for the first page
   */
  public Slice<JobView> list(
      JobKind kind, @Nullable JobState state, @Nullable JobPosition after, int limit) {
    Conditions conditions = new Conditions().and("kind = ?", kind.name());
    if (state != null) {
      conditions.and("state = ?", state.name());
    }
    if (after != null) {
      conditions.and("(asked_at, id) < (?, ?)", after.askedAt(), after.id());
    }
    return statements.slice(
        "select id, octet_length(filter) from job" + conditions.where() + ORDER,
        limit,
        conditions::bind,
        this::newestFirst);
  }

  private List<JobView> newestFirst(Object[] ids) {
    return statements.query(
        "select " + JobRow.COLUMNS + " from job where id = any(?)" + ORDER,
        statement -> Statements.array(statement, 1, "uuid", ids),
        JobRow::view);
  }
}

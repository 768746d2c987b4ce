package io.callboard.rejection;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.ArrivalIds;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rejection log, newest first. */
@Dependent
@Transactional
@Reading
public class RejectionSearch {
  private static final String COLUMNS =
      "id, at, source, reason, detail, address, content_type, size, headers, body is not null,"
          + " dismissed, event";

  private static final String FROM = " from rejection";

  private final Statements statements;

  @Inject
  public RejectionSearch(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * Returns a page of the rejections that pass a filter.
   *
   * @param after the last id of the previous page; null for the first page
   */
  public Slice<RejectionView> list(RejectionFilter filter, @Nullable UUID after, int limit) {
    Conditions conditions = filter.period();
    IndexRange range =
        new IndexRange("id")
            .begin("source", filter.source())
            .begin("reason", filter.reason())
            .from(conditions, ArrivalIds.first(filter.from()))
            .to(
                conditions,
                ArrivalIds.earlier(ArrivalIds.before(after), ArrivalIds.last(filter.to())));
    return statements.slice(
        "select id, octet_length(headers)" + FROM + conditions.where() + range.order("desc"),
        limit,
        conditions::bind,
        this::newestFirst);
  }

  private List<RejectionView> newestFirst(Object[] ids) {
    return statements.query(
        "select " + COLUMNS + FROM + " where id = any(?) order by id desc",
        statement -> Statements.array(statement, 1, "uuid", ids),
        RejectionSearch::view);
  }

  /** Returns one rejection. */
  public Optional<RejectionView> find(UUID id) {
    Conditions conditions = new Conditions().and("id = ?", id);
    return statements
        .query(
            "select " + COLUMNS + FROM + conditions.where(),
            conditions::bind,
            RejectionSearch::view)
        .stream()
        .findFirst();
  }

  private static RejectionView view(ResultSet row) throws SQLException {
    return new RejectionView(
        row.getObject(1, UUID.class),
        Statements.time(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getLong(8),
        JsonMembers.shown(row.getBytes(9)),
        row.getBoolean(10),
        row.getString(11),
        row.getObject(12, UUID.class));
  }
}

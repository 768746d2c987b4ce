package io.callboard.catalog;

import io.callboard.catalog.Subject.Table;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk through all records of a kind in pages, including deleted records. */
@ApplicationScoped
public class RecordWalk {
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected RecordWalk() {
    this.statements = null;
  }

  @Inject
  public RecordWalk(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * Returns the next records.
   *
   * @param source the source of the records; null for all
   * @param id the id of the records; null for all
   * @param after the {@link StoredRecordName#place} of the last record of the previous page; null
   *     for the first page
   */
  public List<StoredRecordName> next(
      String kind,
      @Nullable String source,
      @Nullable String id,
      @Nullable String after,
      int limit) {
    StoredRecordName last = after == null ? null : StoredRecordName.at(kind, after);
    for (Table table : Table.holding(kind)) {
      int order = last == null ? 1 : table.compareTo(Table.named(last.table()));
      if (order >= 0) {
        Conditions conditions =
            new Conditions()
                .andIf("kind = ?", table == Table.DOCUMENT ? kind : null)
                .andIf("source = ?", source)
                .andIf("id = ?", id);
        List<StoredRecordName> found =
            page(table, kind, conditions, order == 0 ? last : null, limit);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private List<StoredRecordName> page(
      Table table, String kind, Conditions conditions, @Nullable StoredRecordName last, int limit) {
    if (last != null) {
      // The first condition is for H2, which finds no index for the second.
      conditions.and("id >= ?", last.id()).and("(id, source) > (?, ?)", last.id(), last.source());
    }
    return statements.query(
        "select source, id from "
            + table.sql()
            + conditions.where()
            + " order by id, source fetch first "
            + limit
            + " rows only",
        conditions::bind,
        row -> new StoredRecordName(table.sql(), row.getString(1), kind, row.getString(2)));
  }
}

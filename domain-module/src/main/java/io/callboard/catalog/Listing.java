package io.callboard.catalog;

import io.callboard.catalog.RecordView.Position;
import io.callboard.catalog.Subject.Table;
import io.callboard.persistence.ColumnText;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query for the keys of a list of records: those that pass a filter, in the order of an index,
 * after a position. The records are then read by their keys, once their sizes decide how many fit a
 * page.
 */
final class Listing {
  private static final String LIKE = "search like ? escape '!'";

  private final Table table;
  private final boolean documents;
  private final Conditions conditions = new Conditions();
  private final String sql;

  /**
   * The key of a record in the list.
   *
   * @param bytes the size of the data that is read
   */
  record Listed(Subject subject, Instant updatedAt, int bytes) {
    Position position() {
      return new Position(updatedAt, subject.source(), subject.kind(), subject.id());
    }
  }

  /**
   * Creates the query for a page.
   *
   * @param sized the column whose size counts as the record's
   */
  Listing(Table table, RecordFilter filter, @Nullable Position after, String sized, int limit) {
    this.table = table;
    this.documents = table == Table.DOCUMENT;
    List<String> place =
        documents
            ? List.of("updated_at", "source", "kind", "id")
            : List.of("updated_at", "source", "id");
    filter(filter);
    if (after != null) {
      after(after, place, filter.oldestFirst() ? " > " : " < ");
    }
    List<String> order = new ArrayList<>(place);
    if (filter.source() != null) {
      order.remove("source");
      order.addFirst("source"); // the index's order; H2 does not see that the source is constant
    }
    String direction = filter.oldestFirst() ? " asc" : " desc";
    sql =
        "select source, id, updated_at, octet_length("
            + sized
            + ")"
            + (documents ? ", kind" : "")
            + " from "
            + table.sql()
            + conditions.where()
            + " order by "
            + String.join(direction + ", ", order)
            + direction
            + " fetch first "
            + limit
            + " rows only";
  }

  private void filter(RecordFilter filter) {
    conditions
        .andIf("source = ?", filter.source())
        .andIf("id = ?", filter.id())
        .andIf("updated_at >= ?", filter.updatedSince());
    if (filter.text() != null) {
      text(TypedColumns.folded(filter.text()));
    }
    if (documents) {
      conditions.andIf("kind = ?", filter.kind());
    }
    owner(filter);
    if (!filter.includeDeleted()) {
      conditions.and("state <> ?", RecordState.DELETED.name());
    }
  }

  private void owner(RecordFilter filter) {
    if (table == Table.VIDEO) {
      conditions.andIf("account_id = ?", filter.accountId());
    }
    if (table == Table.VIDEO || table == Table.ACCOUNT) {
      conditions.andIf("external_id = ?", filter.externalId());
    }
  }

  /**
   * Adds the text, also in the decomposed form, because earlier releases stored text as it was
   * sent.
   */
  private void text(String folded) {
    String decomposed = Normalizer.normalize(folded, Normalizer.Form.NFD);
    if (decomposed.equals(folded)) {
      conditions.and(LIKE, pattern(folded));
    } else {
      conditions.and("(" + LIKE + " or " + LIKE + ")", pattern(folded), pattern(decomposed));
    }
  }

  private void after(Position after, List<String> place, String comparison) {
    List<Object> values = new ArrayList<>(List.of(after.updatedAt(), after.source()));
    if (documents) {
      values.add(after.kind());
    }
    values.add(after.id());
    conditions.and(
        "("
            + String.join(", ", place)
            + ")"
            + comparison
            + (documents ? "(?, ?, ?, ?)" : "(?, ?, ?)"),
        values.toArray());
  }

  private static String pattern(String text) {
    String clean = ColumnText.cut(text, TypedColumns.SEARCH);
    return "%" + clean.replaceAll("[!%_]", "!$0") + "%";
  }

  /** Returns the keys. */
  List<Listed> read(Statements statements) {
    return statements.query(sql, conditions::bind, this::listed);
  }

  private Listed listed(ResultSet row) throws SQLException {
    String kind = documents ? row.getString(5) : table.sql();
    return new Listed(
        new Subject(table, row.getString(1), kind, row.getString(2)),
        Statements.time(row, 3),
        row.getInt(4));
  }
}

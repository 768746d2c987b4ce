package io.callboard.catalog;

import io.callboard.catalog.RecordView.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of records as JPQL: what a filter asks, in index order, from a position on. */
final class Listing {
  private static final String SOURCE = "r.key.source";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final String jpql;

  Listing(Class<? extends CatalogRecord> type, RecordFilter filter, @Nullable Position after) {
    boolean documents = type == Document.class;
    List<String> place =
        documents
            ? List.of("r.updatedAt", SOURCE, "r.key.kind", "r.key.id")
            : List.of("r.updatedAt", SOURCE, "r.key.id");
    filter(filter, documents);
    owner(type, filter);
    if (after != null) {
      after(after, place, filter.oldestFirst() ? ">" : "<", documents);
    }
    List<String> order = new ArrayList<>(place);
    if (filter.source() != null) {
      order.remove(SOURCE);
      order.addFirst(SOURCE); // as its index begins; H2 does not see that it is the same for all
    }
    String direction = filter.oldestFirst() ? " asc" : " desc";
    jpql =
        "select r from "
            + type.getSimpleName()
            + " r"
            + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
            + " order by "
            + String.join(direction + ", ", order)
            + direction;
  }

  private void filter(RecordFilter filter, boolean documents) {
    where(SOURCE + " = :source", "source", filter.source());
    where("r.key.id = :id", "id", filter.id());
    where("r.updatedAt >= :since", "since", filter.updatedSince());
    if (filter.text() != null) {
      where("r.search like :text escape '!'", "text", pattern(filter.text()));
    }
    if (documents) {
      where("r.key.kind = :kind", "kind", filter.kind());
    }
    if (!filter.includeDeleted()) {
      where("r.state <> :deleted", "deleted", RecordState.DELETED);
    }
  }

  private void owner(Class<? extends CatalogRecord> type, RecordFilter filter) {
    if (type == Video.class) {
      where("r.accountId = :account", "account", filter.accountId());
    }
    if (type == Video.class || type == Account.class) {
      where("r.externalId = :external", "external", filter.externalId());
    }
  }

  private void where(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.put(name, value);
    }
  }

  private void after(Position after, List<String> place, String comparison, boolean documents) {
    String kind = documents ? ":atKind, " : "";
    conditions.add(
        "("
            + String.join(", ", place)
            + ") "
            + comparison
            + " (:at, :atSource, "
            + kind
            + ":atId)");
    parameters.put("at", after.updatedAt());
    parameters.put("atSource", after.source());
    parameters.put("atId", after.id());
    if (documents) {
      parameters.put("atKind", after.kind());
    }
  }

  private static String pattern(String text) {
    String clean = TypedColumns.clean(text.toLowerCase(Locale.ROOT), TypedColumns.SEARCH);
    return "%" + clean.replaceAll("[!%_]", "!$0") + "%";
  }

  String jpql() {
    return jpql;
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}

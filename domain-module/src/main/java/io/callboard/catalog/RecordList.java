package io.callboard.catalog;

import io.callboard.catalog.Listing.Listed;
import io.callboard.catalog.RecordView.Position;
import io.callboard.catalog.Subject.Table;
import io.callboard.persistence.EntityColumns;
import io.callboard.persistence.Slice;
import io.callboard.persistence.Statements;
import io.callboard.source.KnownSources;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/**
 * A list of the records of one type. A page is read in two steps: first the keys with the sizes of
 * their records, then the records that fit a page. Columns that the page does not show are not
 * read.
 */
final class RecordList<R extends CatalogRecord, V extends RecordView> {
  private static final String ATTRIBUTES = "attributes";
  private static final String SEARCH = "search";

  private final EntityManager entities;
  private final Statements statements;
  private final Table table;
  private final Class<R> type;
  private final Function<R, V> view;
  private final boolean attributes;

  /** Whether documents are read: parts of a profile are only in its document. */
  private final boolean readsDocuments;

  RecordList(EntityManager entities, Class<R> type, Function<R, V> view, boolean attributes) {
    this.entities = entities;
    this.statements = new Statements(entities);
    this.table = Table.of(type);
    this.type = type;
    this.view = view;
    this.attributes = attributes;
    this.readsDocuments = attributes || table == Table.PROFILE;
  }

  /**
   * Returns a page. A record that changes between the two steps loses its place in the list and is
   * omitted. If no record is left, the next page is returned.
   */
  Slice<V> page(RecordFilter filter, @Nullable Position after, int limit) {
    Position place = after;
    while (true) {
      List<Listed> keys = keys(filter, place, limit + 1);
      int rows = Slice.rows(keys.stream().map(Listed::bytes).toList(), limit);
      List<V> views = views(keys.subList(0, rows));
      boolean more = rows < keys.size();
      if (!views.isEmpty() || !more) {
        return new Slice<>(views, more);
      }
      place = keys.get(rows - 1).position();
    }
  }

  private List<Listed> keys(RecordFilter filter, @Nullable Position after, int limit) {
    Comparator<Listed> oldestFirst = Comparator.comparing(Listed::updatedAt);
    return perIndex(filter)
        .flatMap(
            asked -> new Listing(table, asked, after, sized(), limit).read(statements).stream())
        .sorted(filter.oldestFirst() ? oldestFirst : oldestFirst.reversed())
        .limit(limit)
        .toList();
  }

  /**
   * Returns the column whose size counts. A video's document is as large as the renders that are
   * read with it.
   */
  private String sized() {
    return readsDocuments || table == Table.VIDEO ? ATTRIBUTES : SEARCH;
  }

  /**
   * Splits a filter into filters that an index can answer; indexes begin with the source, the id or
   * a document's kind. Sources are in the order of the list. Sorting keeps that order for records
   * that changed at the same time.
   */
  private Stream<RecordFilter> perIndex(RecordFilter filter) {
    boolean ofKind = table == Table.DOCUMENT && filter.kind() != null;
    if (filter.source() != null || filter.id() != null || ofKind) {
      return Stream.of(filter);
    }
    List<String> sources = KnownSources.in(statements);
    return (filter.oldestFirst() ? sources : sources.reversed()).stream().map(filter::of);
  }

  private List<V> views(List<Listed> keys) {
    Map<Subject, R> records = new HashMap<>();
    keys.stream()
        .map(Listed::subject)
        .collect(
            Collectors.groupingBy(
                Subject::group, Collectors.mapping(Subject::id, Collectors.toList())))
        .forEach(
            (group, ids) ->
                read(group, ids).forEach(record -> records.put(group.withId(record.id()), record)));
    Renders.addTo(records.values(), entities);
    return keys.stream()
        .filter(key -> isInPlace(records.get(key.subject()), key))
        .map(key -> view(Objects.requireNonNull(records.get(key.subject()))))
        .toList();
  }

  private static boolean isInPlace(@Nullable CatalogRecord record, Listed key) {
    return record != null && record.updatedAt().equals(key.updatedAt());
  }

  private V view(R record) {
    if (!attributes) {
      record.hideAttributes();
    }
    return view.apply(record);
  }

  /**
   * Reads only the columns that are shown, which JPQL cannot do for entities. Source and kind are
   * arrays of one, so that H2 uses its index.
   */
  private List<R> read(Subject group, List<String> ids) {
    boolean documents = table == Table.DOCUMENT;
    Query query =
        entities.createNativeQuery(
            "select "
                + columns()
                + " from "
                + table.sql()
                + " where id = any(:ids) and source = any(:source)"
                + (documents ? " and kind = any(:kind)" : ""),
            type);
    query.setParameter("ids", ids.toArray(String[]::new));
    query.setParameter("source", new String[] {group.source()});
    if (documents) {
      query.setParameter("kind", new String[] {group.kind()});
    }
    List<R> records = new ArrayList<>();
    for (Object found : query.setHint(HibernateHints.HINT_READ_ONLY, true).getResultList()) {
      entities.detach(found); // some of its columns were not read
      records.add(type.cast(found));
    }
    return records;
  }

  private String columns() {
    return EntityColumns.names(type).stream().map(this::column).collect(Collectors.joining(", "));
  }

  private String column(String name) {
    return switch (name) {
      case SEARCH -> "'' as " + name;
      case "member_versions" -> "cast('' as bytea) as " + name;
      case ATTRIBUTES -> readsDocuments ? name : "cast('' as bytea) as " + name;
      default -> name;
    };
  }
}

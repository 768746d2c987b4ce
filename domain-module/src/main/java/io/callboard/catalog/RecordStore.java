package io.callboard.catalog;

import static io.callboard.persistence.Column.text;
import static io.callboard.persistence.Column.time;
import static io.callboard.persistence.Column.uuid;

import io.callboard.fetch.queue.FetchRequests;
import io.callboard.fetch.queue.FetchSubject;
import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that lock records and write their changes, few for any number of records. */
final class RecordStore {
  private static final Map<Subject.Table, Insert<CatalogRecord>> RECORD =
      new EnumMap<Subject.Table, Insert<CatalogRecord>>(
          Stream.of(Subject.Table.values())
              .collect(Collectors.toMap(table -> table, table -> Insert.ofEntity(table.entity()))));

  private static final Insert<Render> RENDER = Insert.ofEntity(Render.class);

  private static final Insert<Change> CHANGE =
      Insert.into(
          "record_change",
          List.of(
              text("source", (Change change) -> change.subject().source()),
              text("kind", change -> change.subject().kind()),
              text("id", change -> change.subject().id()),
              text("action", Change::action),
              time("at", Change::at),
              uuid("event", Change::event)));

  private static final String LOCKED = " for update";

  private final EntityManager entities;
  private final Statements statements;
  private final FetchRequests fetches;

  private record Change(Subject subject, String action, Instant at, UUID event) {}

  RecordStore(EntityManager entities) {
    this.entities = entities;
    this.statements = new Statements(entities);
    this.fetches = new FetchRequests(statements);
  }

  /** Locks records in the order given, and returns those that exist. */
  Map<Subject, CatalogRecord> lock(SortedSet<Subject> subjects) {
    Map<Subject, CatalogRecord> records = new HashMap<>();
    groups(subjects.stream()).forEach((group, ids) -> lock(group, ids, records));
    return records;
  }

  /** Returns the ids of each group, in the order of the subjects. */
  private static Map<Subject, List<String>> groups(Stream<Subject> subjects) {
    return subjects.collect(
        Collectors.groupingBy(
            Subject::group, TreeMap::new, Collectors.mapping(Subject::id, Collectors.toList())));
  }

  private void lock(Subject group, List<String> ids, Map<Subject, CatalogRecord> records) {
    List<CatalogRecord> rows = rows(group, ids, LOCKED);
    for (CatalogRecord record : rows) {
      records.put(group.withId(record.id()), record);
    }
    Renders.addTo(rows, entities);
  }

  /**
   * Reads the rows of a group. JPQL cannot express {@code any} of an array, which keeps one
   * statement for any number of ids. Source and kind are arrays of one: with an equality, H2 would
   * look up only that in the index and scan for the ids.
   */
  @SuppressWarnings("unchecked")
  private List<CatalogRecord> rows(Subject group, List<String> ids, String suffix) {
    boolean documents = group.table() == Subject.Table.DOCUMENT;
    Query query =
        entities.createNativeQuery(
            "select * from "
                + group.table().sql()
                + " where id = any(:ids) and source = any(:source)"
                + (documents ? " and kind = any(:kind)" : "")
                + " order by id"
                + suffix,
            group.table().entity());
    query.setParameter("ids", ids.toArray(String[]::new));
    query.setParameter("source", new String[] {group.source()});
    if (documents) {
      query.setParameter("kind", new String[] {group.kind()});
    }
    return query.getResultList();
  }

  /** Returns one record, if it exists. */
  Optional<CatalogRecord> find(Subject subject, boolean locked) {
    List<CatalogRecord> rows = rows(subject.group(), List.of(subject.id()), locked ? LOCKED : "");
    Renders.addTo(rows, entities);
    return rows.stream().findFirst();
  }

  /**
   * Writes a replayed record in place of the locked one, and a change row if readers see a
   * difference.
   */
  void replace(ReplayedRecord replayed, Instant now) {
    CatalogRecord known = replayed.known();
    CatalogRecord told = replayed.replayed();
    boolean seen = Differences.areSeen(replayed.differences());
    boolean wasThere = !known.isDeleted();
    told.continueFrom(known, seen, now);
    if (known instanceof Video before && told instanceof Video after) {
      before.renders().stream()
          .filter(render -> !after.hasRender(render.format()))
          .forEach(entities::remove);
      after.renders().forEach(entities::merge);
    }
    entities.merge(told);
    entities.flush();
    if (replayed.endsWaits()) {
      fetches.remove(List.of(replayed.subject().ofFetch()));
    }
    if (seen) {
      String action = Fold.action(wasThere, told);
      statements.insert(
          CHANGE, List.of(new Change(replayed.subject(), action, now, told.lastEvent())));
    }
  }

  /** Writes the changed records, then the change rows, which get their numbers under the locks. */
  void write(List<Fold> folds, Instant now) {
    insertNew(folds);
    entities.flush();
    fetches.remove(fetched(folds.stream().filter(Fold::isUnwanted)));
    fetches.request(
        fetched(folds.stream().filter(Fold::isWanted).filter(fold -> !fold.isNew())),
        fetched(folds.stream().filter(Fold::isWanted).filter(Fold::isNew)),
        now);
    statements.insert(
        CHANGE,
        folds.stream()
            .filter(Fold::isSeen)
            .map(f -> new Change(f.subject(), f.action(), now, f.record().lastEvent()))
            .toList());
  }

  /**
   * Inserts records and renders that are not stored yet, in the order of locks. Stored renders are
   * managed entities.
   */
  private void insertNew(List<Fold> folds) {
    RECORD.forEach(
        (table, insert) ->
            statements.insert(
                insert,
                folds.stream()
                    .filter(fold -> fold.isNew() && fold.subject().table() == table)
                    .map(Fold::record)
                    .toList()));
    statements.insert(
        RENDER,
        folds.stream()
            .map(Fold::record)
            .filter(Video.class::isInstance)
            .flatMap(video -> ((Video) video).renders().stream())
            .filter(render -> !entities.contains(render))
            .toList());
  }

  private static List<FetchSubject> fetched(Stream<Fold> folds) {
    return folds.map(fold -> fold.subject().ofFetch()).toList();
  }
}

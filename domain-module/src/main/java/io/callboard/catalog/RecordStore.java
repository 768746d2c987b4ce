package io.callboard.catalog;

import static io.callboard.persistence.Column.text;
import static io.callboard.persistence.Column.time;
import static io.callboard.persistence.Column.uuid;

import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final String WAITING = " where id = any(?) and kind = any(?) and source = any(?)";

  private static final String LOCK_WAITING =
      "select id from fetch_request" + WAITING + " order by id for update";

  /** Keeps the due time, because it may be the end of a node's lease. */
  private static final String WANT_AGAIN =
      "update fetch_request set wanted = nextval('fetch_wanted_seq')" + WAITING;

  private static final Insert<Want> WANT =
      Insert.into(
          "fetch_request",
          List.of(
              text("source", (Want want) -> want.subject().source()),
              text("kind", want -> want.subject().kind()),
              text("id", want -> want.subject().id()),
              time("due_at", Want::dueAt)));

  private static final String FORGET_FETCH =
      "delete from fetch_request where source = ? and kind = ? and id = ?";

  private static final String LOCKED = " for update";

  private final EntityManager entities;
  private final Statements statements;

  private record Change(Subject subject, String action, Instant at, UUID event) {}

  private record Want(Subject subject, Instant dueAt) {}

  RecordStore(EntityManager entities) {
    this.entities = entities;
    this.statements = new Statements(entities);
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
  void replace(Retelling retelling, Instant now) {
    CatalogRecord known = retelling.known();
    CatalogRecord told = retelling.told();
    boolean seen = Differences.areSeen(retelling.differences());
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
    if (retelling.endsWaits()) {
      statements.update(FORGET_FETCH, statement -> subject(statement, 1, retelling.subject()));
    }
    if (seen) {
      String action = Fold.action(wasThere, told);
      statements.insert(
          CHANGE, List.of(new Change(retelling.subject(), action, now, told.lastEvent())));
    }
  }

  /** Writes the changed records, then the change rows, which get their numbers under the locks. */
  void write(List<Fold> folds, Instant now) {
    insertNew(folds);
    entities.flush();
    statements.batch(
        FORGET_FETCH,
        folds.stream().filter(Fold::isUnwanted).toList(),
        (statement, fold) -> subject(statement, 1, fold.subject()));
    wantFetches(folds.stream().filter(Fold::isWanted).toList(), now);
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

  /**
   * Requests fetches. A new record cannot have a request yet, because requests are made under the
   * record's lock.
   */
  private void wantFetches(List<Fold> folds, Instant now) {
    Set<Subject> waiting = new HashSet<>();
    groups(folds.stream().filter(fold -> !fold.isNew()).map(Fold::subject))
        .forEach((group, ids) -> waiting.addAll(wantAgain(group, ids)));
    statements.insert(
        WANT,
        folds.stream()
            .map(Fold::subject)
            .filter(subject -> !waiting.contains(subject))
            .map(subject -> new Want(subject, now))
            .toList());
  }

  /** Raises the counters of fetches that are already pending, and returns their subjects. */
  private List<Subject> wantAgain(Subject group, List<String> ids) {
    List<String> waiting =
        statements.query(
            LOCK_WAITING, statement -> bind(statement, group, ids), row -> row.getString(1));
    if (!waiting.isEmpty()) {
      statements.update(WANT_AGAIN, statement -> bind(statement, group, waiting));
    }
    return waiting.stream().map(group::withId).toList();
  }

  private static void bind(PreparedStatement statement, Subject group, List<String> ids)
      throws SQLException {
    Statements.array(statement, 1, "varchar", ids.toArray());
    Statements.array(statement, 2, "varchar", new Object[] {group.kind()});
    Statements.array(statement, 3, "varchar", new Object[] {group.source()});
  }

  private static void subject(PreparedStatement statement, int first, Subject subject)
      throws SQLException {
    statement.setString(first, subject.source());
    statement.setString(first + 1, subject.kind());
    statement.setString(first + 2, subject.id());
  }
}

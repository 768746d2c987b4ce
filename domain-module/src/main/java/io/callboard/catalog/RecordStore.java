package io.callboard.catalog;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;

/** Locks records and writes what became of them, in few statements. */
final class RecordStore {
  private static final String CHANGE =
      "insert into record_change (seq, source, kind, id, action, at, event)"
          + " values (nextval('record_change_seq'), ?, ?, ?, ?, ?, ?)";

  /** The due time stays: it may be the end of a lease that a node holds. */
  private static final String WANT_AGAIN =
      "update fetch_request set wanted = nextval('fetch_wanted_seq')"
          + " where source = ? and kind = ? and id = ?";

  private static final String WANT =
      "insert into fetch_request (wanted, source, kind, id, due_at)"
          + " values (nextval('fetch_wanted_seq'), ?, ?, ?, ?)";

  private static final String FORGET_FETCH =
      "delete from fetch_request where source = ? and kind = ? and id = ?";

  private final EntityManager entities;

  RecordStore(EntityManager entities) {
    this.entities = entities;
  }

  /** The records that exist, locked in the order given. */
  Map<Subject, CatalogRecord> lock(SortedSet<Subject> subjects) {
    Map<Subject, CatalogRecord> records = new HashMap<>();
    Map<Subject, List<String>> groups =
        subjects.stream()
            .collect(
                Collectors.groupingBy(
                    s -> new Subject(s.table(), s.source(), s.kind(), ""),
                    TreeMap::new,
                    Collectors.mapping(Subject::id, Collectors.toList())));
    groups.forEach((group, ids) -> lock(group, ids, records));
    return records;
  }

  private void lock(Subject group, List<String> ids, Map<Subject, CatalogRecord> records) {
    List<CatalogRecord> rows = rows(group, ids);
    for (CatalogRecord record : rows) {
      records.put(new Subject(group.table(), group.source(), group.kind(), record.id()), record);
    }
    Renders.addTo(rows, entities);
  }

  /**
   * JPQL cannot say {@code any} of an array, which keeps one statement for any number of ids.
   * Source and kind are arrays of one: H2 would look up an equality in the index and scan for the
   * ids.
   */
  @SuppressWarnings("unchecked")
  private List<CatalogRecord> rows(Subject group, List<String> ids) {
    boolean documents = group.table() == Subject.Table.DOCUMENT;
    Query query =
        entities.createNativeQuery(
            "select * from "
                + group.table().sql()
                + " where id = any(:ids) and source = any(:source)"
                + (documents ? " and kind = any(:kind)" : "")
                + " order by id for update",
            group.table().entity());
    query.setParameter("ids", ids.toArray(String[]::new));
    query.setParameter("source", new String[] {group.source()});
    if (documents) {
      query.setParameter("kind", new String[] {group.kind()});
    }
    return query.getResultList();
  }

  /** Writes what the folds changed, then the change rows, whose numbers follow the locks. */
  void write(List<Fold> folds, Instant now) {
    folds.forEach(this::persist);
    entities.flush();
    batch(
        FORGET_FETCH,
        folds.stream().filter(Fold::isUnwanted).toList(),
        (statement, fold) -> subject(statement, 1, fold.subject()));
    wantFetches(folds.stream().filter(Fold::isWanted).toList(), now);
    batch(
        CHANGE,
        folds.stream().filter(Fold::isSeen).toList(),
        (statement, fold) -> {
          subject(statement, 1, fold.subject());
          statement.setString(4, fold.action());
          statement.setObject(5, now.atOffset(ZoneOffset.UTC));
          statement.setObject(6, fold.record().lastEvent());
        });
  }

  private void persist(Fold fold) {
    if (fold.isNew()) {
      entities.persist(fold.record());
    }
    if (fold.record() instanceof Video video) {
      video.renders().stream().filter(r -> !entities.contains(r)).forEach(entities::persist);
    }
  }

  private void wantFetches(List<Fold> folds, Instant now) {
    int[] updated =
        batch(WANT_AGAIN, folds, (statement, fold) -> subject(statement, 1, fold.subject()));
    List<Fold> missing =
        IntStream.range(0, updated.length)
            .filter(i -> updated[i] == 0)
            .mapToObj(folds::get)
            .toList();
    batch(
        WANT,
        missing,
        (statement, fold) -> {
          subject(statement, 1, fold.subject());
          statement.setObject(4, now.atOffset(ZoneOffset.UTC));
        });
  }

  private static void subject(PreparedStatement statement, int first, Subject subject)
      throws SQLException {
    statement.setString(first, subject.source());
    statement.setString(first + 1, subject.kind());
    statement.setString(first + 2, subject.id());
  }

  private int[] batch(String sql, List<Fold> folds, Binder binder) {
    if (folds.isEmpty()) {
      return new int[0];
    }
    return entities
        .unwrap(Session.class)
        .doReturningWork(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Fold fold : folds) {
                  binder.bind(statement, fold);
                  statement.addBatch();
                }
                return statement.executeBatch();
              }
            });
  }

  /** Sets the parameters of one row. */
  private interface Binder {
    void bind(PreparedStatement statement, Fold fold) throws SQLException;
  }
}

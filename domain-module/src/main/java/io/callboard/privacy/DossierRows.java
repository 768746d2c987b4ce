package io.callboard.privacy;

import io.callboard.persistence.Reading;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows that hold one record. Each call reads a few small rows or one large row. An export runs
 * each call in its own transaction, because the receiver may be slow.
 */
@Dependent
@Transactional
@Reading
class DossierRows {
  /** Tables that hold one kind each and have its name; their keys have no kind. */
  static final List<String> RECORDS = List.of("profile", "media", "video", "account");

  private static final int AT_ONCE = 500;
  private static final String FIRST = " fetch first " + AT_ONCE + " rows only";

  /** Parameters: the source, the kind and the id. */
  private static final String DOCUMENT =
      "select * from document where source = ? and kind = ? and id = ?";

  private static final String RENDERS =
      "select * from render where source = ? and 'video' = ? and video_id = ?";
  private static final String FETCH_REQUESTS =
      "select * from fetch_request where source = ? and kind = ? and id = ?";

  /** Parameters: the same, and the last key of the previous page. */
  private static final String EVENT_IDS =
      "select id from event where source = ? and kind = ? and subject = ? and id > ? order by id"
          + FIRST;

  private static final String CHANGES =
      "select * from record_change where source = ? and kind = ? and id = ? and seq > ?"
          + " order by seq"
          + FIRST;

  /** Parameter: the id. */
  private static final String EVENT =
      "select e.*, b.address, b.headers, b.body from event e left join event_body b"
          + " on b.id = e.id where e.id = ?";

  private static final String REJECTION = "select * from rejection where id = ?";

  private final Statements statements;

  @Inject
  public DossierRows(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Returns whether any row is filed under the record. */
  public boolean any(Dossier dossier) {
    return document(dossier).isPresent()
        || record(dossier).isPresent()
        || !eventIds(dossier, new UUID(0, 0)).isEmpty()
        || !fetchRequests(dossier).isEmpty()
        || !changes(dossier, 0).isEmpty();
  }

  /** Returns the current record if its kind has no table of its own. */
  public Optional<DossierRow> document(Dossier dossier) {
    return rows(DOCUMENT, dossier).stream().findFirst();
  }

  /** Returns the current record from the table of its kind. */
  public Optional<DossierRow> record(Dossier dossier) {
    return RECORDS.contains(dossier.kind())
        ? rows(
                "select * from "
                    + dossier.kind()
                    + " where source = ? and '"
                    + dossier.kind()
                    + "' = ? and id = ?",
                dossier)
            .stream()
            .findFirst()
        : Optional.empty();
  }

  /** Returns the renders of a video. */
  public List<DossierRow> renders(Dossier dossier) {
    return rows(RENDERS, dossier);
  }

  /** Returns the ids of the next page of events. */
  public List<UUID> eventIds(Dossier dossier, UUID after) {
    return statements.query(
        EVENT_IDS,
        statement -> {
          bind(statement, dossier);
          statement.setObject(4, after);
        },
        row -> row.getObject(1, UUID.class));
  }

  /** Returns an event with its headers and body, if these are still kept. */
  public Optional<DossierRow> event(UUID id) {
    return row(EVENT, id);
  }

  /** Returns a rejection with its headers and body. */
  public Optional<DossierRow> rejection(UUID id) {
    return row(REJECTION, id);
  }

  /** Returns the pending fetches of the record. */
  public List<DossierRow> fetchRequests(Dossier dossier) {
    return rows(FETCH_REQUESTS, dossier);
  }

  /** Returns the next page of the record's changes in the change feed. */
  public List<DossierRow> changes(Dossier dossier, long after) {
    return statements.query(
        CHANGES,
        statement -> {
          bind(statement, dossier);
          statement.setLong(4, after);
        },
        DossierRow::of);
  }

  private Optional<DossierRow> row(String sql, UUID id) {
    return statements.query(sql, statement -> statement.setObject(1, id), DossierRow::of).stream()
        .findFirst();
  }

  private List<DossierRow> rows(String sql, Dossier dossier) {
    return statements.query(sql, statement -> bind(statement, dossier), DossierRow::of);
  }

  private static void bind(PreparedStatement statement, Dossier dossier) throws SQLException {
    statement.setString(1, dossier.source());
    statement.setString(2, dossier.kind());
    statement.setString(3, dossier.id());
  }
}

package io.callboard.dossier;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Collects what is held of one record. */
@Dependent
@Transactional
public class Dossiers {
  /** Bytes of bodies in one document. */
  static final long MOST = 32L << 20;

  /** Tables of one kind each, named as it; their keys have no kind. */
  static final List<String> RECORDS = List.of("profile", "media", "video", "account");

  /** Of three parameters: the source, the kind and the id. */
  private static final String DOCUMENT =
      "select * from document where source = ? and kind = ? and id = ?";

  private static final String RENDERS =
      "select * from render where source = ? and 'video' = ? and video_id = ?";
  private static final String EVENTS =
      "select e.*, b.address, b.headers, b.body from event e left join event_body b"
          + " on b.id = e.id where e.source = ? and e.kind = ? and e.subject = ? order by e.id";
  private static final String SIZE =
      "select coalesce(sum(size), 0) from event where source = ? and kind = ? and subject = ?";
  private static final String FETCH_REQUESTS =
      "select * from fetch_request where source = ? and kind = ? and id = ?";
  private static final String CHANGES =
      "select * from record_change where source = ? and kind = ? and id = ? order by seq";

  private final Statements statements;

  @Inject
  public Dossiers(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Everything that holds a record. */
  public ExportOutcome export(String source, String kind, String id) {
    long size = sum(source, kind, id);
    if (size > MOST) {
      return new ExportOutcome.TooLarge(MOST);
    }
    Dossier dossier =
        new Dossier(
            kind,
            source,
            id,
            LegalHolds.hold(statements, source, kind, id),
            records(source, kind, id),
            rows(RENDERS, source, kind, id),
            rows(EVENTS, source, kind, id),
            rejections(source, id),
            rows(FETCH_REQUESTS, source, kind, id),
            rows(CHANGES, source, kind, id));
    return dossier.isEmpty() ? new ExportOutcome.Unknown() : new ExportOutcome.Found(dossier);
  }

  private long sum(String source, String kind, String id) {
    return statements
        .query(SIZE, statement -> bind(statement, source, kind, id), row -> row.getLong(1))
        .getFirst();
  }

  private List<JsonMembers> records(String source, String kind, String id) {
    List<JsonMembers> found = new ArrayList<>(rows(DOCUMENT, source, kind, id));
    if (RECORDS.contains(kind)) {
      found.addAll(
          statements.query(
              "select * from " + kind + " where source = ? and id = ?",
              statement -> {
                statement.setString(1, source);
                statement.setString(2, id);
              },
              RowForm::of));
    }
    return found;
  }

  private List<JsonMembers> rejections(String source, String id) {
    List<JsonMembers> found = new ArrayList<>();
    for (UUID rejection : new Unfiled(statements).rejections(source, new Mention(id))) {
      found.addAll(
          statements.query(
              "select * from rejection where id = ?",
              statement -> statement.setObject(1, rejection),
              RowForm::of));
    }
    return found;
  }

  private List<JsonMembers> rows(String sql, String source, String kind, String id) {
    return statements.query(sql, statement -> bind(statement, source, kind, id), RowForm::of);
  }

  private static void bind(PreparedStatement statement, String source, String kind, String id)
      throws SQLException {
    statement.setString(1, source);
    statement.setString(2, kind);
    statement.setString(3, id);
  }
}

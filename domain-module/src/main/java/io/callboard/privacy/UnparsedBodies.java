package io.callboard.privacy;

import io.callboard.persistence.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Stored bodies that were not translated. Only their text shows which record they are about. They
 * are read one at a time, because they may be large.
 */
record UnparsedBodies(Statements statements) {
  private static final UUID FIRST = new UUID(0, 0);

  /** Parameters: the source and the last id of the previous page. */
  private static final String REJECTIONS =
      "select id from rejection where source = ? and id > ? and body is not null order by id"
          + " fetch first 500 rows only";

  private static final String FAILED_EVENTS =
      "select e.id from event e join event_body b on b.id = e.id where e.source = ?"
          + " and e.id > ? and e.state = 'FAILED' and e.subject is null order by e.id"
          + " fetch first 500 rows only";

  /** Returns the quarantined rejections of a source that name a record. */
  List<UUID> rejections(String source, Mention mention) {
    return naming(REJECTIONS, "rejection", source, mention);
  }

  /** Returns the events of a source that could not be translated and name a record. */
  List<UUID> failedEvents(String source, Mention mention) {
    return naming(FAILED_EVENTS, "event_body", source, mention);
  }

  private List<UUID> naming(String sql, String table, String source, Mention mention) {
    List<UUID> found = new ArrayList<>();
    List<UUID> ids = ids(sql, source, FIRST);
    while (!ids.isEmpty()) {
      ids.stream().filter(id -> isNamed(table, id, mention)).forEach(found::add);
      ids = ids(sql, source, ids.getLast());
    }
    return found;
  }

  private List<UUID> ids(String sql, String source, UUID after) {
    return statements.query(
        sql,
        statement -> {
          statement.setString(1, source);
          statement.setObject(2, after);
        },
        row -> row.getObject(1, UUID.class));
  }

  private boolean isNamed(String table, UUID id, Mention mention) {
    return statements
        .query(
            "select body from " + table + " where id = ? and body is not null",
            statement -> statement.setObject(1, id),
            row -> mention.in(row.getBytes(1)))
        .contains(true);
  }
}

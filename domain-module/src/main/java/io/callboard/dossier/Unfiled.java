package io.callboard.dossier;

import io.callboard.persistence.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Bodies that nobody translated, read a few at a time, for they may be large: whom they are about
 * only they themselves tell.
 */
record Unfiled(Statements statements) {
  private static final int AT_ONCE = 16;
  private static final UUID FIRST = new UUID(0, 0);

  /** Of the source and the last id seen; each row an id and a body. */
  private static final String REJECTIONS =
      "select id, body from rejection where source = ? and id > ? and body is not null order by id";

  private static final String FAILED_EVENTS =
      "select b.id, b.body from event e join event_body b on b.id = e.id where e.source = ?"
          + " and e.id > ? and e.state = 'FAILED' and e.subject is null order by e.id";

  /** A row that was read. */
  private record Row(UUID id, boolean found) {}

  /** The quarantined rejections of a source that name a record. */
  List<UUID> rejections(String source, Mention mention) {
    return naming(REJECTIONS, source, mention);
  }

  /** The events of a source that could not be translated and name a record. */
  List<UUID> failedEvents(String source, Mention mention) {
    return naming(FAILED_EVENTS, source, mention);
  }

  private List<UUID> naming(String sql, String source, Mention mention) {
    List<UUID> found = new ArrayList<>();
    UUID last = FIRST;
    List<Row> rows;
    do {
      rows = read(sql, source, last, mention);
      rows.stream().filter(Row::found).map(Row::id).forEach(found::add);
      last = rows.isEmpty() ? last : rows.getLast().id();
    } while (rows.size() == AT_ONCE);
    return found;
  }

  private List<Row> read(String sql, String source, UUID after, Mention mention) {
    return statements.query(
        sql + " fetch first " + AT_ONCE + " rows only",
        statement -> {
          statement.setString(1, source);
          statement.setObject(2, after);
        },
        row -> new Row(row.getObject(1, UUID.class), mention.in(row.getBytes(2))));
  }
}

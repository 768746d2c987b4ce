package io.callboard.dossier;

import io.callboard.eventlog.EventState;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.persistence.Statements;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Removes all that holds one record, in the caller's transaction. */
record Sweep(Statements statements, Ledger ledger, String source, String kind, String id) {
  private static final String EVENTS = "source = ? and kind = ? and subject = ?";
  private static final String RECORD = "source = ? and kind = ? and id = ?";

  /** Tables of one kind each, whose key has no kind. */
  private static final List<String> RECORDS = List.of("profile", "media", "video", "account");

  void run() {
    delete("event_body where id in (select id from event where " + EVENTS + ")");
    settleWaiting();
    delete("event where " + EVENTS);
    delete("document where " + RECORD);
    delete("fetch_request where " + RECORD);
    delete("record_change where " + RECORD);
    delete("render where source = ? and 'video' = ? and video_id = ?");
    RECORDS.forEach(
        table -> delete(table + " where source = ? and '" + table + "' = ? and id = ?"));
    deleteNaming(
        "select id, body from rejection where source = ? and body is not null",
        List.of("rejection"));
    deleteNaming(
        "select b.id, b.body from event e join event_body b on b.id = e.id"
            + " where e.source = ? and e.state = 'FAILED' and e.subject is null",
        List.of("event_body", "event"));
  }

  /** Events that wait no longer are counted as ignored. */
  private void settleWaiting() {
    Tally tally = new Tally();
    for (EventState waiting : List.of(EventState.HELD, EventState.PENDING)) {
      int events =
          statements
              .query(
                  "select count(*) from event where " + EVENTS + " and state = ?",
                  statement -> {
                    statement.setString(1, source);
                    statement.setString(2, kind);
                    statement.setString(3, id);
                    statement.setString(4, waiting.name());
                  },
                  row -> row.getInt(1))
              .getFirst();
      tally.move(waiting, EventState.IGNORED, events);
    }
    SortedMap<String, Tally> tallies = new TreeMap<>();
    tallies.put(source, tally);
    ledger.add(tallies);
  }

  private void delete(String rows) {
    statements.update(
        "delete from " + rows,
        statement -> {
          statement.setString(1, source);
          statement.setString(2, kind);
          statement.setString(3, id);
        });
  }

  private void deleteNaming(String bodies, List<String> tables) {
    Mention mention = new Mention(id);
    List<UUID> found =
        statements
            .query(
                bodies,
                statement -> statement.setString(1, source),
                row ->
                    mention.in(row.getBytes(2))
                        ? List.of(row.getObject(1, UUID.class))
                        : List.<UUID>of())
            .stream()
            .flatMap(List::stream)
            .toList();
    for (String table : tables) {
      statements.update(
          "delete from " + table + " where id = any(?)",
          statement -> Statements.array(statement, 1, "uuid", found.toArray()));
    }
  }
}

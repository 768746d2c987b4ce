package io.callboard.privacy;

import io.callboard.audit.AuditTrail;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventState;
import io.callboard.fetch.queue.FetchRequests;
import io.callboard.fetch.queue.FetchSubject;
import io.callboard.job.Jobs;
import io.callboard.json.JsonMembers;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The removal of everything that holds one record, in the caller's transaction. */
@Dependent
public class Sweeper {
  private static final String RECORD = "source = ? and kind = ? and id = ?";

  private final Statements statements;
  private final FetchRequests fetches;
  private final UnparsedBodies unparsed;
  private final KeyConcealment keys;
  private final Ledger ledger;
  private final AuditTrail trail;
  private final Jobs jobs;

  @Inject
  public Sweeper(EntityManager entities, Ledger ledger, AuditTrail trail, Jobs jobs) {
    this.statements = new Statements(entities);
    this.fetches = new FetchRequests(statements);
    this.unparsed = new UnparsedBodies(statements);
    this.keys = new KeyConcealment(statements, new DeliveryKeys(entities));
    this.ledger = ledger;
    this.trail = trail;
    this.jobs = jobs;
  }

  /** Removes the rows that are filed under the record. */
  void sweepFiled(String source, String kind, String id) {
    keys.conceal(source, kind, id);
    Binding record = new Binding(source, kind, id);
    SortedMap<String, Tally> tallies = new TreeMap<>();
    tallies.put(source, sweepEvents(record));
    record.update("delete from document where " + RECORD);
    for (String table : DossierRows.RECORDS) {
      record.update(
          "delete from " + table + " where source = ? and '" + table + "' = ? and id = ?");
    }
    record.update("delete from render where source = ? and 'video' = ? and video_id = ?");
    record.update(
        "update profile set merged_into = null"
            + " where source = ? and 'profile' = ? and merged_into = ?");
    fetches.remove(List.of(new FetchSubject(source, kind, id)));
    record.update("delete from record_change where " + RECORD);
    record.update("delete from rebuild_finding where " + RECORD);
    ledger.add(tallies);
  }

  /** Removes the rows that name the record but are not filed under it. */
  void sweepNaming(String source, String kind, String id) {
    Mention mention = new Mention(id);
    delete("rejection", unparsed.rejections(source, mention));
    List<UUID> failed = unparsed.failedEvents(source, mention);
    keys.conceal(source, failed);
    delete("event_body", failed);
    delete("event", failed);
    List<String> filters = filtersOf(id);
    jobs.deleteAbout(filters);
    trail.eraseAbout(RecordName.of(kind, source, id), filters);
  }

  /**
   * Returns the JSON members by which filters of jobs select a record. Replays use the subject,
   * rebuilds the id.
   */
  private static List<String> filtersOf(String id) {
    return Stream.of("subject", "id")
        .map(member -> JsonMembers.quote(member) + ":" + JsonMembers.quote(id))
        .toList();
  }

  /**
   * Removes events in batches. It locks them, so that no other node settles the held and pending
   * ones. The ledger counts those as ignored.
   */
  private Tally sweepEvents(Binding record) {
    Tally tally = new Tally();
    List<Filed> events = record.lockEvents();
    while (!events.isEmpty()) {
      List<UUID> ids = events.stream().map(Filed::id).toList();
      delete("event_body", ids);
      delete("held_event", ids);
      delete("event", ids);
      for (EventState waiting : List.of(EventState.HELD, EventState.PENDING)) {
        long moved = events.stream().filter(event -> event.state() == waiting).count();
        tally.move(waiting, EventState.IGNORED, Math.toIntExact(moved));
      }
      events = record.lockEvents();
    }
    return tally;
  }

  private record Filed(UUID id, EventState state) {}

  private void delete(String table, List<UUID> ids) {
    if (!ids.isEmpty()) {
      statements.update(
          "delete from " + table + " where id = any(?)",
          statement -> Statements.array(statement, 1, "uuid", ids.toArray()));
    }
  }

  /** The parameters source, kind and id of a statement. */
  private final class Binding {
    private final String source;
    private final String kind;
    private final String id;

    Binding(String source, String kind, String id) {
      this.source = source;
      this.kind = kind;
      this.id = id;
    }

    void update(String sql) {
      statements.update(sql, this::bind);
    }

    List<Filed> lockEvents() {
      return statements.query(
          "select id, state from event where source = ? and kind = ? and subject = ? order by id"
              + " fetch first "
              + KeyConcealment.PORTION
              + " rows only for update",
          this::bind,
          row -> new Filed(row.getObject(1, UUID.class), EventState.valueOf(row.getString(2))));
    }

    private void bind(PreparedStatement statement) throws SQLException {
      statement.setString(1, source);
      statement.setString(2, kind);
      statement.setString(3, id);
    }
  }
}

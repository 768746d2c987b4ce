package io.callboard.eventlog;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The logged events, read to be applied again and then written with their new state. */
@ApplicationScoped
public class StoredEvents {
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected StoredEvents() {
    this.statements = null;
  }

  @Inject
  public StoredEvents(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * The new state of an event that was applied again.
   *
   * @param cause why it is in its state, null if the state is self-explanatory
   */
  public record Resettled(UUID id, EventState state, @Nullable String cause) {}

  /**
   * Returns as many of the given events, from the first, as have at most {@code bytes} bytes
   * together, but at least one. Events that are not in the log count as 0 bytes.
   *
   * @param ids in the order in which they are wanted
   */
  public List<UUID> within(List<UUID> ids, long bytes) {
    Map<UUID, Integer> sizes = new HashMap<>();
    statements.query(
        "select id, size from event where id = any(?)",
        statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
        row -> sizes.put(row.getObject(1, UUID.class), row.getInt(2)));
    List<UUID> within = new ArrayList<>();
    long sum = 0;
    for (UUID id : ids) {
      sum += sizes.getOrDefault(id, 0);
      if (sum > bytes && !within.isEmpty()) {
        break;
      }
      within.add(id);
    }
    return within;
  }

  /**
   * Locks and returns the given events that are in the log, in the order of arrival. They cannot
   * change until this transaction is over.
   */
  public List<StoredEvent> lock(Collection<UUID> ids) {
    statements.query(
        "select id from event where id = any(?) order by id for update",
        statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
        row -> row.getObject(1, UUID.class));
    return read(ids);
  }

  /**
   * The stored state of an event.
   *
   * @param cause why it is in its state, null if the state is self-explanatory
   */
  public record Standing(UUID id, String source, EventState state, @Nullable String cause) {}

  /**
   * Locks the given events that are in the log, in the order of their ids, and returns their
   * states.
   */
  public List<Standing> lockStates(Collection<UUID> ids) {
    return statements.query(
        "select id, source, state, cause from event where id = any(?) order by id for update",
        statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
        row ->
            new Standing(
                row.getObject(1, UUID.class),
                row.getString(2),
                EventState.valueOf(row.getString(3)),
                row.getString(4)));
  }

  /** Returns the given events that are in the log, in the order of arrival. */
  public List<StoredEvent> read(Collection<UUID> ids) {
    return statements.query(
        "select e.id, e.source, e.received_at, e.state, e.cause, e.content_type, b.address,"
            + " b.headers, b.body, e.proven, e.secret_index"
            + " from event e left join event_body b on b.id = e.id"
            + " where e.id = any(?) order by e.id",
        statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
        StoredEvents::event);
  }

  /**
   * Returns the next events of a record's history, in the order of arrival. The history leaves out
   * duplicates, held events, and events that a fetch or an operator ended without applying them.
   *
   * @param after the last id of the page before, null for the first page
   */
  public List<UUID> history(
      String source, String kind, String subject, @Nullable UUID after, int limit) {
    Conditions conditions =
        new Conditions()
            .and("subject = ?", subject)
            .and("source = ?", source)
            .and("kind = ?", kind)
            .and("state not in ('DUPLICATE', 'HELD')")
            .and("(cause is null or cause <> ?)", EventLog.FETCHED_INSTEAD)
            .and("(cause is null or cause not like ?)", EventLog.DISMISSED + "%")
            .andIf("id > ?", after);
    return statements.query(
        "select id from event"
            + conditions.where()
            + " order by id fetch first "
            + limit
            + " rows only",
        conditions::bind,
        row -> row.getObject(1, UUID.class));
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    String proven = row.getString(10);
    return new StoredEvent(
        row.getObject(1, UUID.class),
        row.getString(2),
        Statements.time(row, 3),
        EventState.valueOf(row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        JsonMembers.shown(row.getBytes(8)),
        row.getBytes(9),
        proven.isEmpty() ? List.of() : List.of(proven.split(",")),
        row.getObject(11, Integer.class));
  }

  /** Updates the state, cause and settlement time of events. */
  public void resettle(Collection<Resettled> events, Instant now) {
    statements.batch(
        "update event set state = ?, cause = ?, settled_at = ? where id = ?",
        events,
        (statement, event) -> {
          statement.setString(1, event.state().name());
          statement.setString(2, EventLog.cause(event.cause()));
          Statements.time(statement, 3, now);
          statement.setObject(4, event.id());
        });
  }
}

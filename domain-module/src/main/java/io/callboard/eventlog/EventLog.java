package io.callboard.eventlog;

import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the event log, a bundle at a time, in the caller's transaction. */
@ApplicationScoped
public class EventLog {
  private static final int MAX_CAUSE = 500;
  private static final int MAX_CONTENT_TYPE = 255;

  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected EventLog() {
    this.statements = null;
  }

  @Inject
  public EventLog(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Which of these events the log already holds. */
  public Set<UUID> logged(Collection<UUID> ids) {
    return new HashSet<>(
        statements.query(
            "select id from event where id = any(?)",
            statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
            row -> row.getObject(1, UUID.class)));
  }

  /** How many duplicates each of these events has; locks the events, in the order of their ids. */
  public Map<UUID, Integer> lockDuplicates(Collection<UUID> ids) {
    return statements
        .query(
            "select id, duplicates from event where id = any(?) order by id for update",
            statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
            row -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Adds to the duplicates of events that {@link #lockDuplicates} locked. */
  public void countDuplicates(SortedMap<UUID, Integer> counts) {
    statements.batch(
        "update event set duplicates = duplicates + ? where id = ?",
        counts.entrySet(),
        (statement, count) -> {
          statement.setInt(1, count.getValue());
          statement.setObject(2, count.getKey());
        });
  }

  /**
   * Ends the wait of a subject's events that a newer one made needless.
   *
   * @return how many they were
   */
  public int ignorePending(String source, String subject, String cause) {
    return statements.update(
        "update event set state = 'IGNORED', cause = ?"
            + " where subject = ? and source = ? and state = 'PENDING'",
        statement -> {
          statement.setString(1, cause);
          statement.setString(2, subject);
          statement.setString(3, source);
        });
  }

  /** Writes events, all but duplicates with their bodies. */
  public void write(List<LoggedEvent> events) {
    statements.batch(
        """
        insert into event (id, source, type, kind, subject, delivery_key, occurred_at, received_at, settled_at, state,
          cause, proven, secret_index, attempts, duplicates, duplicate_of, content_type, size)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        events,
        EventLog::bindEvent);
    statements.batch(
        "insert into event_body (id, address, headers, body) values (?, ?, ?, ?)",
        events.stream().filter(event -> event.state() != EventState.DUPLICATE).toList(),
        EventLog::bindBody);
  }

  private static void bindEvent(PreparedStatement statement, LoggedEvent event)
      throws SQLException {
    Arrival arrival = event.arrival();
    statement.setObject(1, arrival.id());
    statement.setString(2, arrival.source());
    bindMeaning(statement, event.meaning());
    Statements.time(statement, 8, arrival.receivedAt());
    Statements.time(statement, 9, event.settledAt());
    statement.setString(10, event.state().name());
    statement.setString(11, kept(event.cause(), MAX_CAUSE));
    statement.setString(12, String.join(",", arrival.proven()));
    statement.setObject(13, arrival.secretIndex(), Types.INTEGER);
    statement.setInt(14, event.attempts());
    statement.setInt(15, event.duplicates());
    statement.setObject(16, event.duplicateOf(), Types.OTHER);
    statement.setString(17, kept(arrival.contentType(), MAX_CONTENT_TYPE));
    statement.setInt(18, arrival.body().length);
  }

  private static void bindMeaning(PreparedStatement statement, @Nullable Meaning meaning)
      throws SQLException {
    statement.setString(3, meaning == null ? null : meaning.type());
    statement.setString(4, meaning == null ? null : meaning.kind());
    statement.setString(5, meaning == null ? null : meaning.subject());
    statement.setString(6, meaning == null ? null : meaning.key());
    Statements.time(statement, 7, meaning == null ? null : meaning.occurredAt());
  }

  private static void bindBody(PreparedStatement statement, LoggedEvent event) throws SQLException {
    statement.setObject(1, event.arrival().id());
    statement.setString(2, event.arrival().address());
    statement.setBytes(3, event.arrival().headers());
    statement.setBytes(4, event.arrival().body());
  }

  /** What text columns take of a text from outside: no NUL, no more than so many characters. */
  private static @Nullable String kept(@Nullable String text, int max) {
    if (text == null) {
      return null;
    }
    String clean = text.replace("\0", "");
    return clean.length() <= max ? clean : clean.substring(0, max);
  }
}

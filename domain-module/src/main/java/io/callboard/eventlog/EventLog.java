package io.callboard.eventlog;

import static io.callboard.persistence.Column.bytes;
import static io.callboard.persistence.Column.integer;
import static io.callboard.persistence.Column.text;
import static io.callboard.persistence.Column.time;
import static io.callboard.persistence.Column.uuid;

import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.persistence.Column.Value;
import io.callboard.persistence.ColumnText;
import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The event log, which is written one bundle at a time in the caller's transaction. */
@ApplicationScoped
public class EventLog {
  /** The prefix of the cause of events held because their key came before with other content. */
  public static final String HELD_FOR_CONTENT = "the key of event ";

  /** The cause of held events that a fetch superseded. */
  public static final String FETCHED_INSTEAD = "the provider's own document was fetched instead";

  /** The prefix of the cause of events that an operator dismissed without applying them. */
  public static final String DISMISSED = "dismissed: ";

  private static final int MAX_CAUSE = 500;
  private static final int MAX_CONTENT_TYPE = 255;

  private static final Insert<LoggedEvent> EVENT =
      Insert.into(
          "event",
          List.of(
              uuid("id", event -> event.arrival().id()),
              text("source", event -> event.arrival().source()),
              text("type", meaning(Meaning::type)),
              text("kind", meaning(Meaning::kind)),
              text("subject", meaning(Meaning::subject)),
              text("delivery_key", meaning(Meaning::key)),
              time("occurred_at", meaning(Meaning::occurredAt)),
              time("received_at", event -> event.arrival().receivedAt()),
              time("settled_at", LoggedEvent::settledAt),
              text("state", event -> event.state().name()),
              text("cause", event -> cause(event.cause())),
              text("proven", event -> String.join(",", event.arrival().proven())),
              integer("secret_index", event -> event.arrival().secretIndex()),
              integer("attempts", LoggedEvent::attempts),
              integer("duplicates", LoggedEvent::duplicates),
              uuid("duplicate_of", LoggedEvent::duplicateOf),
              text("content_type", event -> kept(event.arrival().contentType(), MAX_CONTENT_TYPE)),
              integer("size", event -> event.arrival().body().length)));

  private static final Insert<LoggedEvent> BODY =
      Insert.into(
          "event_body",
          List.of(
              uuid("id", event -> event.arrival().id()),
              text("address", event -> event.arrival().address()),
              bytes("headers", event -> event.arrival().headers()),
              bytes("body", event -> event.arrival().body())));

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

  /** Returns the given events that are already in the log. */
  public Set<UUID> logged(Collection<UUID> ids) {
    return new HashSet<>(
        statements.query(
            "select id from event where id = any(?)",
            statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
            row -> row.getObject(1, UUID.class)));
  }

  /** Locks these events in the order of their ids, and returns the number of duplicates of each. */
  public Map<UUID, Integer> lockDuplicates(Collection<UUID> ids) {
    return statements
        .query(
            "select id, duplicates from event where id = any(?) order by id for update",
            statement -> Statements.array(statement, 1, "uuid", ids.toArray()),
            row -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Adds to the duplicate counts of events that {@link #lockDuplicates} locked. */
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
   * Sets a subject's pending events to {@code IGNORED}, because a newer event supersedes them.
   *
   * @return the number of these events
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

  /**
   * Locks a subject's events that a fetch can settle, in the order of their ids. These are its
   * pending events and those held for content that their signature does not cover.
   *
   * @param before only events received before this moment
   */
  public List<Waiting> lockWaiting(String source, String kind, String subject, Instant before) {
    return statements.query(
        "select id, state from event where subject = ? and source = ? and kind = ?"
            + " and received_at < ? and (state = 'PENDING' or (state = 'HELD' and cause like '"
            + HELD_FOR_CONTENT
            + "%')) order by id for update",
        statement -> {
          statement.setString(1, subject);
          statement.setString(2, source);
          statement.setString(3, kind);
          Statements.time(statement, 4, before);
        },
        row -> new Waiting(row.getObject(1, UUID.class), EventState.valueOf(row.getString(2))));
  }

  /** An event that a fetch can settle. */
  public record Waiting(UUID id, EventState state) {}

  /**
   * Sets the state of events that {@link #lockWaiting} locked.
   *
   * @param cause the new cause; null keeps the previous one
   */
  public void settle(
      Collection<UUID> ids, EventState state, @Nullable String cause, Instant settledAt) {
    statements.update(
        "update event set state = ?, cause = coalesce(?, cause), settled_at = ? where id = any(?)",
        statement -> {
          statement.setString(1, state.name());
          statement.setString(2, kept(cause, MAX_CAUSE));
          Statements.time(statement, 3, settledAt);
          Statements.array(statement, 4, "uuid", ids.toArray());
        });
  }

  /** Inserts events, and the bodies of those that are not duplicates. */
  public void write(List<LoggedEvent> events) {
    statements.insert(EVENT, events);
    statements.insert(
        BODY, events.stream().filter(event -> event.state() != EventState.DUPLICATE).toList());
  }

  /**
   * Returns a column's value from the event's meaning, null for an event that was not translated.
   */
  private static <V> Value<LoggedEvent, V> meaning(Value<Meaning, V> of) {
    return event -> event.meaning() == null ? null : of.of(event.meaning());
  }

  /** Returns a cause as the log stores it. */
  static @Nullable String cause(@Nullable String cause) {
    return kept(cause, MAX_CAUSE);
  }

  /**
   * Returns a text from outside as a text column accepts it: without NUL, at most {@code max}
   * characters.
   */
  private static @Nullable String kept(@Nullable String text, int max) {
    return text == null ? null : ColumnText.cut(text, max);
  }
}

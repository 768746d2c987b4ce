package io.callboard.eventlog;

import io.callboard.persistence.Column;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.IndexRange;
import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The events that paused sources hold, in the order of arrival. */
@ApplicationScoped
public class HeldEvents {
  private static final Insert<HeldEvent> HELD =
      Insert.into(
          "held_event",
          List.of(
              Column.text("source", HeldEvent::source),
              Column.uuid("id", HeldEvent::id),
              Column.text("flag", HeldEvent::flag)));

  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected HeldEvents() {
    this.statements = null;
  }

  @Inject
  public HeldEvents(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Holds events. */
  public void hold(Collection<HeldEvent> events) {
    statements.insert(HELD, events);
  }

  /**
   * Locks and returns the first events that a source holds. Other callers wait until this
   * transaction is over.
   */
  public List<HeldEvent> first(String source, int limit) {
    return statements.query(
        "select id, flag from held_event where source = ? order by id fetch first "
            + limit
            + " rows only for update",
        statement -> statement.setString(1, source),
        row -> new HeldEvent(source, row.getObject(1, UUID.class), row.getString(2)));
  }

  /** Returns whether a source holds any event. */
  public boolean any(String source) {
    Conditions ofSource = new Conditions();
    IndexRange range =
        new IndexRange("id").begin("source", source).from(ofSource, null).to(ofSource, null);
    return !statements
        .query(
            "select id from held_event"
                + ofSource.where()
                + range.order("asc")
                + " fetch first 1 rows only",
            ofSource::bind,
            row -> row.getObject(1, UUID.class))
        .isEmpty();
  }

  /**
   * Locks and returns the given events that are held. No other transaction can release them until
   * this one ends.
   */
  public List<HeldEvent> lock(Collection<UUID> events) {
    return statements.query(
        "select source, id, flag from held_event where id = any(?) order by source, id for update",
        statement -> Statements.array(statement, 1, "uuid", events.toArray()),
        row -> new HeldEvent(row.getString(1), row.getObject(2, UUID.class), row.getString(3)));
  }

  /** Returns the given events that are held. */
  public List<UUID> among(Collection<UUID> events) {
    return statements.query(
        "select id from held_event where id = any(?)",
        statement -> Statements.array(statement, 1, "uuid", events.toArray()),
        row -> row.getObject(1, UUID.class));
  }

  /** Releases held events. */
  public void release(Collection<HeldEvent> events) {
    statements.batch(
        "delete from held_event where source = ? and id = ?",
        events,
        (statement, event) -> {
          statement.setString(1, event.source());
          statement.setObject(2, event.id());
        });
  }
}

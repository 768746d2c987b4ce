package io.callboard.rejection;

import io.callboard.json.JsonMembers;
import io.callboard.persistence.ArrivalIds;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.IndexRange;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The quarantine: bodies of deliveries that were rejected for their time alone, which an operator
 * can still accept.
 */
@ApplicationScoped
public class Quarantine {
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Quarantine() {
    this.statements = null;
  }

  @Inject
  public Quarantine(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /**
   * The parts of a rejection that its acceptance needs.
   *
   * @param headers by lower-case name
   * @param body null if it is not, or no longer, quarantined
   * @param event the event that it became when it was accepted; null if it was not accepted
   */
  public record Quarantined(
      UUID id,
      String source,
      @Nullable String contentType,
      Map<String, List<String>> headers,
      String address,
      byte @Nullable [] body,
      @Nullable UUID event) {

    public Quarantined {
      headers = Map.copyOf(headers);
    }
  }

  /** Returns a rejection and locks it until the end of this transaction. */
  public Optional<Quarantined> lock(UUID id) {
    return statements
        .query(
            "select id, source, content_type, headers, address, body, event from rejection"
                + " where id = ? for update",
            statement -> statement.setObject(1, id),
            Quarantine::quarantined)
        .stream()
        .findFirst();
  }

  private static Quarantined quarantined(ResultSet row) throws SQLException {
    JsonMembers headers = JsonMembers.shown(row.getBytes(4));
    Map<String, List<String>> values = new HashMap<>();
    headers.names().forEach(name -> values.put(name, headers.strings(name)));
    return new Quarantined(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        values,
        row.getString(5),
        row.getBytes(6),
        row.getObject(7, UUID.class));
  }

  /** Records that a rejection became an event, which keeps the body from now on. */
  public void accepted(UUID id, UUID event) {
    statements.update(
        "update rejection set event = ?, body = null where id = ?",
        statement -> {
          statement.setObject(1, event);
          statement.setObject(2, id);
        });
  }

  /**
   * Dismisses rejections by removing their bodies. This frees their room in quarantine, and a
   * delivery with the same key can be quarantined again.
   *
   * @return the number of removed bodies
   */
  public int dismiss(Collection<UUID> ids, String reason) {
    return statements.update(
        "update rejection set body = null, quarantine_key = null, dismissed = ?"
            + " where id = any(?) and body is not null",
        statement -> {
          statement.setString(1, reason);
          Statements.array(statement, 2, "uuid", ids.toArray());
        });
  }

  /**
   * Returns the quarantined rejections that pass a filter, in the order of their arrival.
   *
   * @param after the last id of the previous batch; null for the first batch
   * @param through the last id to return
   */
  public List<UUID> list(RejectionFilter filter, @Nullable UUID after, UUID through, int limit) {
    Conditions conditions = filter.period().and("body is not null");
    IndexRange range =
        new IndexRange("id")
            .begin("source", filter.source())
            .and(conditions, "reason", filter.reason())
            .from(
                conditions,
                ArrivalIds.later(ArrivalIds.after(after), ArrivalIds.first(filter.from())))
            .to(conditions, ArrivalIds.earlier(through, ArrivalIds.last(filter.to())));
    return statements.query(
        "select id from rejection"
            + conditions.where()
            + range.order("asc")
            + " fetch first "
            + limit
            + " rows only",
        conditions::bind,
        row -> row.getObject(1, UUID.class));
  }
}

package io.callboard.ledger;

import io.callboard.eventlog.EventState;
import io.callboard.operations.SourceStateChanged;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Keeps the accounts of intake in the transaction that settles a message. The rows it touches are
 * shared by all messages of a lane or a source, so it is called last.
 */
@ApplicationScoped
public class Ledger {
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Ledger() {
    this.statements = null;
  }

  @Inject
  public Ledger(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** How many events of each source of a message are settled already. */
  public Map<String, Integer> settled(SettledMessage message) {
    return statements
        .query(
            "select source, events from lane_message"
                + " where run = ? and lane = ? and number = ? and first_event = ?",
            statement -> {
              statement.setObject(1, message.run());
              statement.setInt(2, message.lane());
              statement.setLong(3, message.number());
              statement.setObject(4, message.firstEvent());
            },
            row -> Map.entry(row.getString(1), row.getInt(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Writes down that events of a message are settled. The first time, every source of the message
   * gets its line, so that one that is still to be settled shows as a gap.
   *
   * @param begun whether {@link #settled} told of any of its events; a message that is begun twice
   *     is refused by the database (SQLSTATE 23505)
   * @param events how many events of each source are settled by this transaction
   * @param carried how many events of each of the message's sources its lane had carried up to and
   *     including this message
   */
  public void settle(
      SettledMessage message,
      boolean begun,
      Map<String, Integer> events,
      Map<String, Long> carried,
      Instant now) {
    String sql =
        begun
            ? "update lane_message set events = events + ?, cumulative = ?, settled_at = ? where"
                + " run = ? and lane = ? and number = ? and first_event = ? and source = ?"
            : "insert into lane_message (events, cumulative, settled_at, run, lane, number,"
                + " first_event, source) values (?, ?, ?, ?, ?, ?, ?, ?)";
    statements.batch(
        sql,
        carried.entrySet(),
        (statement, source) -> {
          statement.setInt(1, events.getOrDefault(source.getKey(), 0));
          statement.setLong(2, source.getValue());
          Statements.time(statement, 3, now);
          statement.setObject(4, message.run());
          statement.setInt(5, message.lane());
          statement.setLong(6, message.number());
          statement.setObject(7, message.firstEvent());
          statement.setString(8, source.getKey());
        });
  }

  /**
   * Adds to the totals of sources, in the order of their names.
   *
   * @throws SourceStateChanged if a source is not in the state that its tally expects
   */
  public void add(SortedMap<String, Tally> tallies) {
    tallies.forEach(
        (source, tally) -> {
          if (addTotals(source, tally) == 0) {
            statements.update(
                "insert into source_total (source, applied, duplicate, ignored, held, pending,"
                    + " failed, parked, rejected) values (?, 0, 0, 0, 0, 0, 0, 0, 0)"
                    + " on conflict do nothing",
                statement -> statement.setString(1, source));
            if (addTotals(source, tally) == 0) {
              throw new SourceStateChanged(source);
            }
          }
          tally.secretUses().forEach((index, uses) -> addSecretUse(source, index, uses, tally));
        });
  }

  private int addTotals(String source, Tally tally) {
    return statements.update(
        """
        update source_total set applied = applied + ?, duplicate = duplicate + ?, ignored = ignored + ?,
          held = held + ?, pending = pending + ?, failed = failed + ?, parked = parked + ?,
          last_event = coalesce(?, last_event), last_event_at = coalesce(?, last_event_at)
        where source = ? and state = coalesce(?, state)\
        """,
        statement -> {
          int index = 1;
          for (EventState state : COLUMNS) {
            statement.setLong(index++, tally.of(state));
          }
          statement.setLong(7, tally.parked());
          statement.setObject(8, tally.lastEvent(), java.sql.Types.OTHER);
          Statements.time(statement, 9, tally.lastEventAt());
          statement.setString(10, source);
          statement.setString(11, tally.expected() == null ? null : tally.expected().name());
        });
  }

  private static final List<EventState> COLUMNS =
      List.of(
          EventState.APPLIED,
          EventState.DUPLICATE,
          EventState.IGNORED,
          EventState.HELD,
          EventState.PENDING,
          EventState.FAILED);

  private void addSecretUse(String source, int index, int uses, Tally tally) {
    Instant at = tally.lastEventAt();
    if (updateSecretUse(source, index, uses, at) == 0) {
      statements.update(
          "insert into secret_use (source, secret_index, uses, last_used_at)"
              + " values (?, ?, 0, ?) on conflict do nothing",
          statement -> {
            statement.setString(1, source);
            statement.setInt(2, index);
            Statements.time(statement, 3, at);
          });
      updateSecretUse(source, index, uses, at);
    }
  }

  private int updateSecretUse(
      String source, int index, int uses, @org.jspecify.annotations.Nullable Instant at) {
    return statements.update(
        "update secret_use set uses = uses + ?, last_used_at = greatest(last_used_at, ?)"
            + " where source = ? and secret_index = ?",
        statement -> {
          statement.setLong(1, uses);
          Statements.time(statement, 2, at);
          statement.setString(3, source);
          statement.setInt(4, index);
        });
  }
}

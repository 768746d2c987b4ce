package io.callboard.ledger;

import static io.callboard.persistence.Column.bigint;
import static io.callboard.persistence.Column.integer;
import static io.callboard.persistence.Column.text;
import static io.callboard.persistence.Column.time;
import static io.callboard.persistence.Column.uuid;

import io.callboard.persistence.Insert;
import io.callboard.persistence.Statements;
import io.callboard.source.SourceStateChanged;
import io.callboard.source.SourceTotals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The accounts of intake, kept in the transaction that settles a message. All messages of a lane or
 * a source share the rows that it updates, so it is called last.
 */
@ApplicationScoped
public class Ledger {
  /** The entry of one source of a message. */
  private record Line(
      SettledMessage message, String source, int events, long cumulative, Instant settledAt) {}

  private static final Insert<Line> BEGIN =
      Insert.into(
          "lane_message",
          List.of(
              uuid("run", (Line line) -> line.message().run()),
              integer("lane", line -> line.message().lane()),
              bigint("number", line -> line.message().number()),
              uuid("first_event", line -> line.message().firstEvent()),
              text("source", Line::source),
              integer("events", Line::events),
              bigint("cumulative", Line::cumulative),
              time("settled_at", Line::settledAt)));

  private final Statements statements;
  private final SourceTotals totals;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Ledger() {
    this.statements = null;
    this.totals = null;
  }

  @Inject
  public Ledger(EntityManager entities) {
    this.statements = new Statements(entities);
    this.totals = new SourceTotals(statements);
  }

  /** Returns how many events of each source of a message are already settled. */
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
   * Records settled events of messages. The first call for a message inserts a line for each of its
   * sources, so that an unsettled source shows as a gap. The database rejects a message that is
   * begun twice (SQLSTATE 23505).
   */
  public void settle(Collection<SettledEvents> settled, Instant now) {
    statements.insert(BEGIN, lines(settled, false, now));
    statements.batch(
        "update lane_message set events = events + ?, cumulative = ?, settled_at = ? where"
            + " run = ? and lane = ? and number = ? and first_event = ? and source = ?",
        lines(settled, true, now),
        (statement, line) -> {
          statement.setInt(1, line.events());
          statement.setLong(2, line.cumulative());
          Statements.time(statement, 3, line.settledAt());
          statement.setObject(4, line.message().run());
          statement.setInt(5, line.message().lane());
          statement.setLong(6, line.message().number());
          statement.setObject(7, line.message().firstEvent());
          statement.setString(8, line.source());
        });
  }

  private static List<Line> lines(Collection<SettledEvents> settled, boolean begun, Instant now) {
    return settled.stream()
        .filter(part -> part.begun() == begun)
        .flatMap(part -> part.carried().entrySet().stream().map(of -> line(part, of, now)))
        .toList();
  }

  private static Line line(SettledEvents part, Map.Entry<String, Long> carried, Instant now) {
    String source = carried.getKey();
    int events = part.events().getOrDefault(source, 0);
    return new Line(part.message(), source, events, carried.getValue(), now);
  }

  /**
   * Adds to the totals of sources, in the order of their names.
   *
   * @throws SourceStateChanged if a source is not in the state that its tally expects
   */
  public void add(SortedMap<String, Tally> tallies) {
    tallies.forEach(
        (source, tally) -> {
          totals.add(source, tally.counts(), tally.expected());
          tally.secretUses().forEach((index, uses) -> addSecretUse(source, index, uses, tally));
        });
  }

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

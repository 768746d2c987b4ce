package io.callboard.ledger;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The folding of a lane's settled messages, up to its first gap, into one sum. It keeps the
 * ledger's tables short and does not change what {@link Balance} reports.
 */
@ApplicationScoped
public class LaneFolding {
  private static final int MAX_ROWS = 10_000;

  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected LaneFolding() {
    this.statements = null;
  }

  @Inject
  public LaneFolding(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  private record LaneId(UUID run, int lane) {}

  private record Note(long number, String source, int events, long cumulative) {}

  /**
   * Folds messages that were settled before a moment. The moment must be longer ago than a settled
   * message can be redelivered.
   */
  @Transactional
  public void fold(Instant before) {
    statements
        .query(
            "select distinct run, lane from lane_message where settled_at < ?",
            statement -> Statements.time(statement, 1, before),
            row -> new LaneId(row.getObject(1, UUID.class), row.getInt(2)))
        .forEach(lane -> fold(lane, before));
  }

  private void fold(LaneId lane, Instant before) {
    Map<String, Long> sums = new HashMap<>();
    long start = folded(lane, sums);
    Map<String, Long> known = Map.copyOf(sums);
    long through = start;
    List<Note> notes = notes(lane, start, before);
    for (int from = 0; from < notes.size(); ) {
      int to = from;
      while (to < notes.size() && notes.get(to).number() == notes.get(from).number()) {
        to++;
      }
      List<Note> message = notes.subList(from, to);
      boolean whole =
          message.getFirst().number() == through + 1
              && message.stream().allMatch(note -> follows(note, sums));
      if (!whole || (to == notes.size() && notes.size() == MAX_ROWS)) {
        break;
      }
      message.forEach(note -> sums.put(note.source(), note.cumulative()));
      through++;
      from = to;
    }
    if (through > start) {
      write(lane, through, sums, known);
    }
  }

  /** Returns whether no event of the source is missing up to and including this message. */
  private static boolean follows(Note note, Map<String, Long> sums) {
    return sums.getOrDefault(note.source(), 0L) + note.events() == note.cumulative();
  }

  private long folded(LaneId lane, Map<String, Long> sums) {
    return statements
        .query(
            "select source, events, through from lane where run = ? and lane = ? for update",
            statement -> {
              statement.setObject(1, lane.run());
              statement.setInt(2, lane.lane());
            },
            row -> {
              sums.put(row.getString(1), row.getLong(2));
              return row.getLong(3);
            })
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private List<Note> notes(LaneId lane, long after, Instant before) {
    return statements.query(
        "select number, source, events, cumulative from lane_message where run = ? and lane = ?"
            + " and number > ? and settled_at < ? order by number fetch first "
            + MAX_ROWS
            + " rows only",
        statement -> {
          statement.setObject(1, lane.run());
          statement.setInt(2, lane.lane());
          statement.setLong(3, after);
          Statements.time(statement, 4, before);
        },
        row -> new Note(row.getLong(1), row.getString(2), row.getInt(3), row.getLong(4)));
  }

  private void write(LaneId lane, long through, Map<String, Long> sums, Map<String, Long> known) {
    sums.forEach(
        (source, events) ->
            statements.update(
                known.containsKey(source)
                    ? "update lane set through = ?, events = ? where run = ? and lane = ?"
                        + " and source = ?"
                    : "insert into lane (through, events, run, lane, source)"
                        + " values (?, ?, ?, ?, ?)",
                statement -> {
                  statement.setLong(1, through);
                  statement.setLong(2, events);
                  statement.setObject(3, lane.run());
                  statement.setInt(4, lane.lane());
                  statement.setString(5, source);
                }));
    statements.update(
        "delete from lane_message where run = ? and lane = ? and number <= ?",
        statement -> {
          statement.setObject(1, lane.run());
          statement.setInt(2, lane.lane());
          statement.setLong(3, through);
        });
  }
}

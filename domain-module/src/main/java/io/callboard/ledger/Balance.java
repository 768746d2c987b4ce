package io.callboard.ledger;

import io.callboard.health.IntakeProgress;
import io.callboard.health.IntakeProgress.Stream;
import io.callboard.persistence.Conditions;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conservation ledger. Each message of a lane carries its number and, for each source, the
 * running count of events. The newest message that arrived, or that this node sent, therefore shows
 * how many events were accepted, independently of their states.
 *
 * <p>An event that is not settled counts as {@code queued}. It becomes {@code missing} once a later
 * message of its lane was settled {@link #GRACE} ago, or once this node has been idle that long.
 * Events that a kill removes from the tail of a lane were never acknowledged and cannot be seen
 * here.
 */
@ApplicationScoped
public class Balance {
  /**
   * The grace period: longer than the longest redelivery delay of the queue (60 s) and a settlement
   * after it.
   */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** How long intake must be idle before work no longer counts as in flight. */
  static final Duration SETTLED = Duration.ofSeconds(2);

  private final Statements statements;
  private final IntakeProgress progress;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Balance() {
    this.statements = null;
    this.progress = null;
    this.clock = null;
  }

  @Inject
  public Balance(EntityManager entities, IntakeProgress progress, Clock clock) {
    this.statements = new Statements(entities);
    this.progress = progress;
    this.clock = clock;
  }

  /** Returns one line for each source that ever sent anything, ordered by name. */
  public List<LedgerLine> lines() {
    Instant now = clock.instant();
    boolean idle = progress.quiet(GRACE, now);
    boolean inFlight = !progress.quiet(SETTLED, now);
    Map<String, Flow> flows = new HashMap<>();
    streams(now)
        .forEach(
            (stream, count) -> flows.merge(stream.source(), flow(stream, count, idle), Flow::plus));
    Map<String, LedgerLine> totals = totals();
    TreeSet<String> sources = new TreeSet<>(totals.keySet());
    sources.addAll(flows.keySet());
    return sources.stream()
        .map(
            source -> {
              LedgerLine total = totals.getOrDefault(source, blank(source));
              return line(total, flows.getOrDefault(source, Flow.only(total)), inFlight);
            })
        .toList();
  }

  private static LedgerLine line(LedgerLine total, Flow flow, boolean inFlight) {
    boolean waiting = inFlight || flow.queued() > 0;
    boolean right = flow.missing() == 0 && flow.accepted() == total.settled();
    return new LedgerLine(
        total.source(),
        flow.accepted(),
        total.applied(),
        total.duplicate(),
        total.ignored(),
        total.held(),
        total.pending(),
        total.failed(),
        flow.queued(),
        total.parked(),
        flow.missing(),
        total.rejected(),
        waiting ? null : right);
  }

  /** The sums over a source's lanes. */
  private record Flow(long accepted, long queued, long missing) {

    /** Returns the flow of a source without lanes, for which only the totals are known. */
    static Flow only(LedgerLine total) {
      return new Flow(total.settled(), 0, 0);
    }

    Flow plus(Flow other) {
      return new Flow(accepted + other.accepted, queued + other.queued, missing + other.missing);
    }
  }

  /**
   * The counts of a stream.
   *
   * @param highest the running count of its newest message
   * @param seen how many of its events are settled
   * @param oldHighest the running count of the newest message that was settled before the grace
   *     period
   * @param oldSeen how many events are settled up to that message
   */
  private record Count(long highest, long seen, long oldHighest, long oldSeen) {

    Count plusLate(long events) {
      return new Count(highest, seen, oldHighest, oldSeen + events);
    }

    Count plusFolded(long events) {
      return new Count(
          Math.max(highest, events), seen + events, Math.max(oldHighest, events), oldSeen + events);
    }

    Count plusSent(long sent) {
      return new Count(Math.max(highest, sent), seen, oldHighest, oldSeen);
    }
  }

  /**
   * The counts of the messages of a stream that are not folded.
   *
   * @param count its {@code oldSeen} leaves out events that were settled within the grace period
   * @param firstNew the lowest running count that was settled within the grace period, null without
   *     one
   */
  private record Settled(Stream stream, Count count, @Nullable Long firstNew) {

    /** Returns whether a message before the newest old one was settled within the grace period. */
    boolean isLate() {
      return firstNew != null && firstNew <= count.oldHighest();
    }
  }

  private Flow flow(Stream stream, Count count, boolean idle) {
    long outstanding = Math.max(0, count.highest() - count.seen());
    boolean failing =
        progress.failing().stream()
            .anyMatch(m -> m.run().equals(stream.run()) && m.lane() == stream.lane());
    long old = failing ? 0 : Math.max(0, count.oldHighest() - count.oldSeen());
    long missing = idle ? outstanding : Math.min(outstanding, old);
    return new Flow(count.highest(), outstanding - missing, missing);
  }

  private Map<Stream, Count> streams(Instant now) {
    Map<Stream, Count> streams = settled(now.minus(GRACE));
    statements.query(
        "select run, lane, source, events from lane",
        statement -> {},
        row ->
            streams.merge(
                stream(row),
                new Count(0, 0, 0, 0).plusFolded(row.getLong(4)),
                (count, folded) -> count.plusFolded(folded.seen())));
    progress
        .sent()
        .forEach(
            (stream, sent) ->
                streams.merge(
                    stream, new Count(sent, 0, 0, 0), (count, s) -> count.plusSent(s.highest())));
    return streams;
  }

  /**
   * Sums up without sorting. Messages are settled nearly in their order, so few are late. Those are
   * queried separately, because H2 would search for them again for every joined row.
   */
  private Map<Stream, Count> settled(Instant grace) {
    Map<Stream, Count> streams = new HashMap<>();
    List<Settled> late = new ArrayList<>();
    statements
        .query(
            """
            select run, lane, source, max(cumulative), sum(events),
              coalesce(max(cumulative) filter (where old), 0), coalesce(sum(events) filter (where old), 0),
              min(cumulative) filter (where not old)
            from (select run, lane, source, cumulative, events, settled_at < ? as old from lane_message) m
            group by run, lane, source\
            """,
            statement -> Statements.time(statement, 1, grace),
            Balance::settled)
        .forEach(
            settled -> {
              streams.put(settled.stream(), settled.count());
              if (settled.isLate()) {
                late.add(settled);
              }
            });
    addLate(streams, late, grace);
    return streams;
  }

  private static Settled settled(ResultSet row) throws SQLException {
    return new Settled(
        stream(row),
        new Count(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7)),
        row.getObject(8, Long.class));
  }

  private void addLate(Map<Stream, Count> streams, List<Settled> late, Instant grace) {
    if (late.isEmpty()) {
      return;
    }
    List<Object> bounds = new ArrayList<>();
    for (Settled settled : late) {
      Stream stream = settled.stream();
      Collections.addAll(
          bounds, stream.run(), stream.lane(), stream.source(), settled.count().oldHighest());
    }
    String each = "(run = ? and lane = ? and source = ? and cumulative <= ?)";
    String any = String.join(" or ", Collections.nCopies(late.size(), each));
    Conditions conditions =
        new Conditions().and("settled_at >= ?", grace).and("(" + any + ")", bounds.toArray());
    statements.query(
        "select run, lane, source, sum(events) from lane_message"
            + conditions.where()
            + " group by run, lane, source",
        conditions::bind,
        row ->
            streams.merge(
                stream(row),
                new Count(0, 0, 0, row.getLong(4)),
                (count, found) -> count.plusLate(found.oldSeen())));
  }

  private static Stream stream(ResultSet row) throws SQLException {
    return new Stream(row.getObject(1, UUID.class), row.getInt(2), row.getString(3));
  }

  private Map<String, LedgerLine> totals() {
    Map<String, LedgerLine> totals = new HashMap<>();
    statements.query(
        "select source, applied, duplicate, ignored, held, pending, failed, parked, rejected"
            + " from source_total",
        statement -> {},
        row ->
            totals.put(
                row.getString(1),
                new LedgerLine(
                    row.getString(1),
                    0,
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    0,
                    row.getLong(8),
                    0,
                    row.getLong(9),
                    null)));
    return totals;
  }

  private static LedgerLine blank(String source) {
    return new LedgerLine(source, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);
  }
}

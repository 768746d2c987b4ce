package io.callboard.fetch;

import io.callboard.fetch.queue.FetchRequests;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schedule and progress of reconciliations. Each compares a source page by page with its
 * provider's list of changes. A run continues where it was if its node dies. A failed run does not
 * move the good point.
 */
@ApplicationScoped
public class Reconciliations {
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** The back-off after a failed run. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Statements statements;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Reconciliations() {
    this.statements = null;
    this.clock = null;
  }

  @Inject
  public Reconciliations(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /** Makes a source's first run due after a delay, unless a run was ever due. */
  @Transactional(TxType.REQUIRES_NEW)
  public void plan(String source, Duration in) {
    insert(source, clock.instant().plus(in));
  }

  private void insert(String source, Instant dueAt) {
    statements.update(
        "insert into reconciliation (source, due_at, pages, seen, missed) values (?, ?, 0, 0, 0)"
            + " on conflict do nothing",
        statement -> {
          statement.setString(1, source);
          Statements.time(statement, 2, dueAt);
        });
  }

  /**
   * Returns the time in whole microseconds. A run is identified by its start, which the database
   * must return as it was stored.
   */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Makes a run due now, unless one is in progress. */
  @Transactional
  public ReconciliationView request(String source) {
    Instant now = now();
    insert(source, now);
    statements.update(
        "update reconciliation set due_at = ? where source = ? and due_at > ?"
            + " and (started_at is null or finished_at is not null)",
        statement -> {
          Statements.time(statement, 1, now);
          statement.setString(2, source);
          Statements.time(statement, 3, now);
        });
    return views().getOrDefault(source, view(row(now), now));
  }

  private static Row row(Instant dueAt) {
    return new Row(dueAt, null, null, null, null, 0, 0, 0, null);
  }

  /** Returns the state of every source's reconciliation. */
  @Transactional
  public Map<String, ReconciliationView> views() {
    Instant now = now();
    Map<String, ReconciliationView> views = new HashMap<>();
    statements.query(
        "select " + COLUMNS + ", source from reconciliation",
        statement -> {},
        row -> views.put(row.getString(10), view(Row.read(row), now)));
    return views;
  }

  private static final String COLUMNS =
      "due_at, good_point, started_at, finished_at, next_page, pages, seen, missed, trouble";

  private record Row(
      Instant dueAt,
      @Nullable Instant goodPoint,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String nextPage,
      int pages,
      long seen,
      long missed,
      @Nullable String trouble) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          Statements.time(row, 1),
          Statements.timeOrNull(row, 2),
          Statements.timeOrNull(row, 3),
          Statements.timeOrNull(row, 4),
          row.getString(5),
          row.getInt(6),
          row.getLong(7),
          row.getLong(8),
          row.getString(9));
    }

    boolean isRunning() {
      return startedAt != null && finishedAt == null;
    }
  }

  private static ReconciliationView view(Row row, Instant now) {
    return new ReconciliationView(
        state(row, now),
        row.startedAt(),
        row.finishedAt(),
        row.goodPoint(),
        row.dueAt(),
        row.seen(),
        row.missed(),
        row.trouble());
  }

  private static String state(Row row, Instant now) {
    if (row.isRunning()) {
      return "RUNNING";
    }
    if (!row.dueAt().isAfter(now)) {
      return "WAITING";
    }
    if (row.startedAt() == null) {
      return "NEVER";
    }
    return row.trouble() == null ? "DONE" : "FAILED";
  }

  /**
   * Claims the next page of a source's run, or the first page if a run is due. Empty while the
   * source is paused.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<ReconciliationClaim> claim(String source) {
    Instant now = now();
    List<Row> due =
        statements.query(
            "select "
                + COLUMNS
                + " from reconciliation where source = ? and due_at <= ? and not exists (select 1"
                + " from source_total where source_total.source = reconciliation.source and state"
                + " <> 'RUNNING') for update skip locked",
            statement -> {
              statement.setString(1, source);
              Statements.time(statement, 2, now);
            },
            Row::read);
    return due.stream().findFirst().map(row -> claim(source, row, now));
  }

  private ReconciliationClaim claim(String source, Row row, Instant now) {
    Instant started = row.startedAt();
    if (started == null || !row.isRunning()) {
      begin(source, now);
      return new ReconciliationClaim(source, now, row.goodPoint(), null, 0);
    }
    dueAt(source, now.plus(LEASE));
    return new ReconciliationClaim(source, started, row.goodPoint(), row.nextPage(), row.pages());
  }

  private void begin(String source, Instant now) {
    statements.update(
        "update reconciliation set due_at = ?, started_at = ?, finished_at = null,"
            + " next_page = null, pages = 0, seen = 0, missed = 0, trouble = null where source = ?",
        statement -> {
          Statements.time(statement, 1, now.plus(LEASE));
          Statements.time(statement, 2, now);
          statement.setString(3, source);
        });
  }

  private void dueAt(String source, Instant time) {
    statements.update(
        "update reconciliation set due_at = ? where source = ?",
        statement -> {
          Statements.time(statement, 1, time);
          statement.setString(2, source);
        });
  }

  /** Releases a page that could not be requested yet. */
  @Transactional(TxType.REQUIRES_NEW)
  public void release(ReconciliationClaim claim, Instant dueAt) {
    dueAt(claim.source(), dueAt);
  }

  /** Ends a run that cannot continue. */
  @Transactional(TxType.REQUIRES_NEW)
  public void fail(ReconciliationClaim claim, String trouble) {
    Instant now = now();
    statements.update(
        "update reconciliation set due_at = ?, finished_at = ?, next_page = null, trouble = ?"
            + " where source = ? and started_at = ?",
        statement -> {
          Statements.time(statement, 1, now.plus(AGAIN));
          Statements.time(statement, 2, now);
          statement.setString(3, FetchRequests.cut(trouble));
          statement.setString(4, claim.source());
          Statements.time(statement, 5, claim.startedAt());
        });
  }
}

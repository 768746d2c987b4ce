package io.callboard.job;

import io.callboard.audit.Operator;
import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs. A node claims one for {@link #LEASE}, does a part of it and records its progress.
 * Progress does not count if another node has claimed the job since, or if it was cancelled. Every
 * part must therefore be idempotent.
 */
@ApplicationScoped
@Transactional
public class Jobs {
  /** How long a part of a job may take before another node may claim the job. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** The maximum number of jobs that wait or run at once. */
  public static final int MAX_OPEN = 100;

  private static final String OPEN = " state in ('WAITING', 'RUNNING')";

  private static final String ADD =
      " examined = examined + ?, applied = applied + ?, unchanged = unchanged + ?,"
          + " pending = pending + ?, skipped = skipped + ?, no_body = no_body + ?,"
          + " failed = failed + ? where id = ? and claim = ? and state = 'RUNNING'";

  private final Statements statements;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Jobs() {
    this.statements = null;
    this.clock = null;
  }

  @Inject
  public Jobs(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /** Creates a job that is due at once; empty if {@link #MAX_OPEN} are already open. */
  public Optional<JobView> create(UUID id, JobRequest request, Operator by) {
    if (open() >= MAX_OPEN) {
      return Optional.empty();
    }
    Instant now = now();
    statements.update(
        "insert into job (id, kind, state, filter, force, dry_run, reason, asked_by, asked_at,"
            + " due_at, claim, examined, applied, unchanged, pending, skipped, no_body, failed)"
            + " values (?, ?, 'WAITING', ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)",
        statement -> {
          statement.setObject(1, id);
          statement.setString(2, request.kind().name());
          statement.setBytes(3, request.filter().toBytes());
          statement.setBoolean(4, request.force());
          statement.setBoolean(5, request.dryRun());
          statement.setString(6, request.reason());
          statement.setString(7, by.name());
          Statements.time(statement, 8, now);
          Statements.time(statement, 9, now);
        });
    return find(request.kind(), id);
  }

  private long open() {
    return statements
        .query("select count(*) from job where" + OPEN, statement -> {}, row -> row.getLong(1))
        .getFirst();
  }

  /** Returns the job with this kind and id. */
  public Optional<JobView> find(JobKind kind, UUID id) {
    return find(kind, id, "");
  }

  private Optional<JobView> find(JobKind kind, UUID id, String suffix) {
    return statements
        .query(
            "select " + JobRow.COLUMNS + " from job where id = ? and kind = ?" + suffix,
            statement -> {
              statement.setObject(1, id);
              statement.setString(2, kind.name());
            },
            JobRow::view)
        .stream()
        .findFirst();
  }

  /** Cancels a job that has not ended. Its effects so far stay. */
  public CancelOutcome cancel(JobKind kind, UUID id) {
    Optional<JobView> job = find(kind, id, " for update");
    if (job.isEmpty()) {
      return new CancelOutcome.Unknown();
    }
    if (job.get().finishedAt() != null) {
      return new CancelOutcome.Over(job.get());
    }
    statements.update(
        "update job set state = 'CANCELLED', finished_at = ?, place = null where id = ?",
        statement -> {
          Statements.time(statement, 1, now());
          statement.setObject(2, id);
        });
    return new CancelOutcome.Cancelled(find(kind, id).orElseThrow());
  }

  /**
   * Removes the ended jobs that were about one record or its events.
   *
   * @param members the members of a filter that select the record, as JSON text
   */
  public void deleteAbout(List<String> members) {
    List<UUID> about =
        statements
            .query(
                "select id, filter from job where finished_at is not null",
                statement -> {},
                row -> new About(row.getObject(1, UUID.class), JsonMembers.shown(row.getBytes(2))))
            .stream()
            .filter(job -> members.stream().anyMatch(job.filter().toString()::contains))
            .map(About::id)
            .toList();
    statements.update(
        "delete from job where id = any(?)",
        statement -> Statements.array(statement, 1, "uuid", about.toArray()));
  }

  private record About(UUID id, JsonMembers filter) {}

  /**
   * Claims the job that has been due longest, if one is due. Cancels jobs whose filter cannot be
   * read.
   */
  public Optional<ClaimedJob> claim() {
    Optional<ClaimedJob> due = claimFirst();
    while (due.isPresent() && due.get().request().filter().equals(JsonMembers.UNREADABLE)) {
      cancel(due.get().request().kind(), due.get().id());
      due = claimFirst();
    }
    return due;
  }

  private Optional<ClaimedJob> claimFirst() {
    List<ClaimedJob> due =
        statements.query(
            "select id, kind, filter, force, dry_run, reason, asked_at, claim, last, place from job"
                + " where"
                + OPEN
                + " and due_at <= ? order by due_at fetch first 1 rows only for update skip locked",
            statement -> Statements.time(statement, 1, now()),
            Jobs::claimed);
    due.forEach(
        job ->
            statements.update(
                "update job set state = 'RUNNING', claim = ?, due_at = ? where id = ?",
                statement -> {
                  statement.setLong(1, job.claim());
                  Statements.time(statement, 2, now().plus(LEASE));
                  statement.setObject(3, job.id());
                }));
    return due.stream().findFirst();
  }

  /**
   * Records what a part of a job did, and releases the job.
   *
   * @param last the id of the last item done, null if nothing is left to do
   * @return whether the claim was still valid
   */
  public boolean progress(ClaimedJob job, Counts done, @Nullable UUID last) {
    Instant now = now();
    return statements.update(
            "update job set state = ?, finished_at = ?, due_at = ?, last = coalesce(?, last),"
                + " place = null,"
                + ADD,
            statement -> {
              statement.setString(1, (last == null ? JobState.DONE : JobState.RUNNING).name());
              Statements.time(statement, 2, last == null ? now : null);
              Statements.time(statement, 3, now);
              statement.setObject(4, last, java.sql.Types.OTHER);
              bind(statement, 5, done, job);
            })
        == 1;
  }

  /**
   * Records one step of a part, in the transaction that does the step, and keeps the claim. The
   * step is then done and counted, or neither.
   *
   * @param place the position after the step
   * @throws ClaimLost if another node has claimed the job, or it was cancelled
   */
  public void advance(ClaimedJob job, Counts done, String place) {
    int jobs =
        statements.update(
            "update job set due_at = ?, place = ?," + ADD,
            statement -> {
              Statements.time(statement, 1, now().plus(LEASE));
              statement.setString(2, place);
              bind(statement, 3, done, job);
            });
    if (jobs == 0) {
      throw new ClaimLost(job.id());
    }
  }

  private static void bind(PreparedStatement statement, int first, Counts done, ClaimedJob job)
      throws SQLException {
    statement.setLong(first, done.examined());
    statement.setLong(first + 1, done.applied());
    statement.setLong(first + 2, done.unchanged());
    statement.setLong(first + 3, done.pending());
    statement.setLong(first + 4, done.skipped());
    statement.setLong(first + 5, done.noBody());
    statement.setLong(first + 6, done.failed());
    statement.setObject(first + 7, job.id());
    statement.setLong(first + 8, job.claim());
  }

  /** Makes a claimed job due again after a delay. */
  public void putOff(ClaimedJob job, Duration time) {
    statements.update(
        "update job set due_at = ? where id = ? and claim = ? and state = 'RUNNING'",
        statement -> {
          Statements.time(statement, 1, now().plus(time));
          statement.setObject(2, job.id());
          statement.setLong(3, job.claim());
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ClaimedJob claimed(ResultSet row) throws SQLException {
    JobRequest request =
        new JobRequest(
            JobKind.valueOf(row.getString(2)),
            JsonMembers.shown(row.getBytes(3)),
            row.getBoolean(4),
            row.getBoolean(5),
            row.getString(6));
    return new ClaimedJob(
        row.getObject(1, UUID.class),
        request,
        Statements.time(row, 7),
        row.getLong(8) + 1,
        row.getObject(9, UUID.class),
        row.getString(10));
  }
}

package io.callboard.privacy;

import io.callboard.persistence.Conditions;
import io.callboard.persistence.Reading;
import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of records with everything that holds them. Only a keyed digest stays, which blocks
 * the record until the erasure is lifted. Rows that are filed under the record are removed at once.
 * Upkeep sweeps for other rows, which must be read to find whether they name the record. It sweeps
 * again after {@link #LATER} for transactions that were open, and then removes the id itself.
 * Backups and data that clients have already received are out of reach.
 */
@ApplicationScoped
@Transactional
public class Erasures {
  /** Longer than any transaction. */
  static final Duration LATER = Duration.ofMinutes(15);

  private static final String VIEW =
      "select id, number, kind, source, requested_at, requested_by, swept_at, finished_at,"
          + " lifted_at from erasure";

  private final Statements statements;
  private final Sweeper sweeper;
  private final Clock clock;

  /** The number of the erasure for which this node last tried a sweep. */
  private final AtomicLong last = new AtomicLong();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Erasures() {
    this.statements = null;
    this.sweeper = null;
    this.clock = null;
  }

  @Inject
  public Erasures(EntityManager entities, Sweeper sweeper, Clock clock) {
    this.statements = new Statements(entities);
    this.sweeper = sweeper;
    this.clock = clock;
  }

  /**
   * Erases a record, whether or not data about it is stored. Repeats an erasure that was not
   * lifted.
   */
  public ErasureOutcome erase(String source, String kind, String id, String user) {
    if (LegalHolds.hold(statements, source, kind, id)) {
      return new ErasureOutcome.OnHold();
    }
    byte[] digest = ErasedSubjects.digest(secret(), source, kind, id);
    UUID erasure = again(digest, id).orElseGet(() -> insert(digest, source, kind, id, user));
    sweeper.sweepFiled(source, kind, id);
    return new ErasureOutcome.Begun(view(erasure));
  }

  /** Makes an erasure of the same subject due for another sweep, and returns it. */
  private Optional<UUID> again(byte[] digest, String id) {
    List<UUID> same =
        statements.query(
            "select id from erasure where digest = ? and lifted_at is null for update",
            statement -> statement.setBytes(1, digest),
            row -> row.getObject(1, UUID.class));
    same.forEach(
        erasure ->
            statements.update(
                "update erasure set subject = ?, swept_at = null where id = ?",
                statement -> {
                  statement.setString(1, id);
                  statement.setObject(2, erasure);
                }));
    return same.stream().findFirst();
  }

  private UUID insert(byte[] digest, String source, String kind, String id, String user) {
    UUID erasure = UUID.randomUUID();
    Instant now = clock.instant();
    statements.update(
        "insert into erasure (id, digest, kind, source, subject, requested_at, requested_by)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, erasure);
          statement.setBytes(2, digest);
          statement.setString(3, kind);
          statement.setString(4, source);
          statement.setString(5, id);
          Statements.time(statement, 6, now);
          statement.setString(7, user);
        });
    return erasure;
  }

  /**
   * Returns the erasures, newest first.
   *
   * @param after the last number of the page before, null for the first page
   */
  @Reading
  public List<ErasureView> list(@Nullable Long after, int limit) {
    Conditions conditions = new Conditions().andIf("number < ?", after);
    return statements.query(
        VIEW + conditions.where() + " order by number desc fetch first " + limit + " rows only",
        conditions::bind,
        Erasures::view);
  }

  /**
   * Lifts an erasure, so that its subject may come back. Returns whether it exists and was not
   * lifted before.
   */
  public boolean lift(UUID erasure) {
    Instant now = clock.instant();
    return statements.update(
            "update erasure set lifted_at = ?, subject = null where id = ? and lifted_at is null",
            statement -> {
              Statements.time(statement, 1, now);
              statement.setObject(2, erasure);
            })
        > 0;
  }

  /**
   * Sweeps for one erasure that is due. Due erasures take turns, so one whose sweep fails is
   * retried after the others.
   *
   * @return whether one was due
   */
  public boolean sweepOne() {
    Instant now = clock.instant();
    List<Due> due = due(now, last.get());
    if (due.isEmpty()) {
      due = due(now, 0);
    }
    for (Due erasure : due) {
      last.set(erasure.number());
      sweep(erasure, now);
    }
    return !due.isEmpty();
  }

  private List<Due> due(Instant now, long after) {
    Instant later = now.minus(LATER);
    return statements.query(
        "select id, number, source, kind, subject, requested_at from erasure"
            + " where subject is not null and (swept_at is null or requested_at < ?)"
            + " and number > ? order by number fetch first 1 rows only for update skip locked",
        statement -> {
          Statements.time(statement, 1, later);
          statement.setLong(2, after);
        },
        row ->
            new Due(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Statements.time(row, 6).isBefore(later)));
  }

  /**
   * An erasure that is due.
   *
   * @param last whether this is its last sweep
   */
  private record Due(
      UUID erasure, long number, String source, String kind, String id, boolean last) {}

  private void sweep(Due due, Instant now) {
    if (!LegalHolds.hold(statements, due.source(), due.kind(), due.id())) {
      sweeper.sweepFiled(due.source(), due.kind(), due.id());
      sweeper.sweepNaming(due.source(), due.kind(), due.id());
    }
    statements.update(
        "update erasure set "
            + (due.last() ? "finished_at = ?, subject = null" : "swept_at = ?")
            + " where id = ?",
        statement -> {
          Statements.time(statement, 1, now);
          statement.setObject(2, due.erasure());
        });
  }

  private byte[] secret() {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    statements.update(
        "insert into erasure_key (id, secret) values (1, ?) on conflict do nothing",
        statement -> statement.setBytes(1, fresh));
    return statements
        .query("select secret from erasure_key", statement -> {}, row -> row.getBytes(1))
        .getFirst();
  }

  private ErasureView view(UUID erasure) {
    return statements
        .query(VIEW + " where id = ?", statement -> statement.setObject(1, erasure), Erasures::view)
        .getFirst();
  }

  private static ErasureView view(ResultSet row) throws SQLException {
    return new ErasureView(
        row.getObject(1, UUID.class),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        Statements.time(row, 5),
        row.getString(6),
        Statements.timeOrNull(row, 7),
        Statements.timeOrNull(row, 8),
        Statements.timeOrNull(row, 9));
  }
}

package io.callboard.dossier;

import io.callboard.ledger.Ledger;
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
import java.util.UUID;

/**
 * Erases records with all that holds them. A keyed digest stays, so that nothing brings them back
 * until the erasure is lifted. What was under way meanwhile is swept {@link #LATER} afterwards, and
 * only then the id itself is forgotten. Backups and what receivers were sent are out of reach.
 */
@ApplicationScoped
@Transactional
public class Erasures {
  /** No transaction lasts as long. */
  static final Duration LATER = Duration.ofMinutes(15);

  private static final String VIEW =
      "select id, kind, source, requested_at, requested_by, finished_at, lifted_at from erasure";

  private final Statements statements;
  private final Ledger ledger;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Erasures() {
    this.statements = null;
    this.ledger = null;
    this.clock = null;
  }

  @Inject
  public Erasures(EntityManager entities, Ledger ledger, Clock clock) {
    this.statements = new Statements(entities);
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Erases a record, whether or not anything is known of it. */
  public ErasureOutcome erase(String source, String kind, String id, String user) {
    if (onHold(source, kind, id)) {
      return new ErasureOutcome.OnHold();
    }
    byte[] digest = ErasedSubjects.digest(secret(), source, kind, id);
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
    new Sweep(statements, ledger, source, kind, id).run();
    return new ErasureOutcome.Begun(view(erasure));
  }

  /** The erasures, newest first. */
  public List<ErasureView> list(int limit) {
    return statements.query(
        VIEW + " order by requested_at desc, id fetch first " + limit + " rows only",
        statement -> {},
        Erasures::view);
  }

  /** Lets a subject come back; false when there is no such erasure, or it was lifted before. */
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

  /** Sweeps once more for one erasure that is old enough; false when there is none. */
  public boolean finishOne() {
    Instant now = clock.instant();
    List<Unfinished> due =
        statements.query(
            "select id, source, kind, subject from erasure where finished_at is null and subject is"
                + " not null and requested_at < ? fetch first 1 rows only for update",
            statement -> Statements.time(statement, 1, now.minus(LATER)),
            row ->
                new Unfinished(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4)));
    due.forEach(unfinished -> finish(unfinished, now));
    return !due.isEmpty();
  }

  private record Unfinished(UUID erasure, String source, String kind, String id) {}

  private void finish(Unfinished due, Instant now) {
    if (!onHold(due.source(), due.kind(), due.id())) {
      new Sweep(statements, ledger, due.source(), due.kind(), due.id()).run();
    }
    statements.update(
        "update erasure set finished_at = ?, subject = null where id = ?",
        statement -> {
          Statements.time(statement, 1, now);
          statement.setObject(2, due.erasure());
        });
  }

  private boolean onHold(String source, String kind, String id) {
    return !statements
        .query(
            "select 1 from legal_hold where source = ? and kind = ? and id = ?",
            statement -> {
              statement.setString(1, source);
              statement.setString(2, kind);
              statement.setString(3, id);
            },
            row -> row.getInt(1))
        .isEmpty();
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
        row.getString(2),
        row.getString(3),
        Statements.time(row, 4),
        row.getString(5),
        Statements.timeOrNull(row, 6),
        Statements.timeOrNull(row, 7));
  }
}

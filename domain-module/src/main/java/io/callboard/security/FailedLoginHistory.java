package io.callboard.security;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The number of logins that failed on all nodes within the last {@link #WINDOW}. Each method is a
 * transaction of its own.
 */
@Dependent
@Transactional(TxType.REQUIRES_NEW)
class FailedLoginHistory {
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Statements statements;
  private final Clock clock;

  @Inject
  FailedLoginHistory(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /** Adds failures of this node, as one row. */
  public void add(long failures) {
    statements.update(
        "insert into failed_logins (counted_at, failures) values (?, ?)",
        statement -> {
          Statements.time(statement, 1, clock.instant());
          statement.setLong(2, failures);
        });
  }

  /** Returns the number of failures within the window, and removes older rows. */
  public long total() {
    Instant begin = clock.instant().minus(WINDOW);
    statements.update(
        "delete from failed_logins where counted_at <= ?",
        statement -> Statements.time(statement, 1, begin));
    return statements
        .query(
            "select coalesce(sum(failures), 0) from failed_logins",
            statement -> {},
            row -> row.getLong(1))
        .getFirst();
  }
}

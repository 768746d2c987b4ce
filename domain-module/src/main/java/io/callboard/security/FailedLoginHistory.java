package io.callboard.security;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many logins failed on all nodes within the last {@link #WINDOW}. */
@Dependent
@Transactional
class FailedLoginHistory {
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Statements statements;
  private final Clock clock;

  @Inject
  FailedLoginHistory(EntityManager entities, Clock clock) {
    this.statements = new Statements(entities);
    this.clock = clock;
  }

  /** Adds what failed on this node since it added last, as one row. */
  void add(long failures) {
    statements.update(
        "insert into failed_logins (counted_at, failures) values (?, ?)",
        statement -> {
          Statements.time(statement, 1, clock.instant());
          statement.setLong(2, failures);
        });
  }

  /** Returns how many failed within the window, and removes what is older. */
  long total() {
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

package io.callboard.fetch.queue;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The health of each source's API, shared by all nodes. After a failure the API is not called for a
 * back-off of 1 s, which doubles with every further failure up to one minute. Pending fetches then
 * cost the API no more than one call a minute, and continue soon after it recovers.
 */
@ApplicationScoped
public class ApiHealth {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 6;

  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ApiHealth() {
    this.statements = null;
  }

  @Inject
  public ApiHealth(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  /** Returns the states of all APIs that were ever called, by source. */
  @Transactional
  public Map<String, ApiState> states() {
    Map<String, ApiState> states = new HashMap<>();
    statements.query(
        "select source, failures, trouble, trouble_since, not_before, last_success_at"
            + " from api_health",
        statement -> {},
        row ->
            states.put(
                row.getString(1),
                new ApiState(
                    row.getInt(2) == 0 ? ApiState.HEALTHY : ApiState.UNHEALTHY,
                    row.getString(3),
                    Statements.timeOrNull(row, 4),
                    row.getInt(2) == 0 ? null : Statements.time(row, 5),
                    Statements.timeOrNull(row, 6))));
    return states;
  }

  /** Returns whether a source's API may be called now. */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean mayCall(String source, Instant now) {
    return statements
        .query(
            "select 1 from api_health where source = ? and not_before > ?",
            statement -> {
              statement.setString(1, source);
              Statements.time(statement, 2, now);
            },
            row -> row.getInt(1))
        .isEmpty();
  }

  /** Records a usable answer. While the API is healthy, it writes at most once in 10 seconds. */
  @Transactional(TxType.REQUIRES_NEW)
  public void succeeded(String source, Instant now) {
    insert(source, now);
    statements.update(
        "update api_health set failures = 0, trouble = null, trouble_since = null, not_before = ?,"
            + " last_success_at = ? where source = ? and (failures > 0 or last_success_at is null"
            + " or last_success_at < ?)",
        statement -> {
          Statements.time(statement, 1, now);
          Statements.time(statement, 2, now);
          statement.setString(3, source);
          Statements.time(statement, 4, now.minusSeconds(10));
        });
  }

  /**
   * Records that no call could be made, or that it gave no usable answer.
   *
   * @param trouble the reason, for the API's state
   * @return when the next call may be made
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Instant failed(String source, String trouble, Instant now) {
    insert(source, now);
    int failures =
        statements
            .query(
                "select failures from api_health where source = ? for update",
                statement -> statement.setString(1, source),
                row -> row.getInt(1))
            .getFirst();
    Instant notBefore = now.plus(pause(failures));
    statements.update(
        "update api_health set failures = failures + 1, trouble = ?,"
            + " trouble_since = coalesce(trouble_since, ?), not_before = ? where source = ?",
        statement -> {
          statement.setString(1, FetchRequests.cut(trouble));
          Statements.time(statement, 2, now);
          Statements.time(statement, 3, notBefore);
          statement.setString(4, source);
        });
    return notBefore;
  }

  private static Duration pause(int failures) {
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private void insert(String source, Instant now) {
    statements.update(
        "insert into api_health (source, failures, not_before) values (?, 0, ?)"
            + " on conflict do nothing",
        statement -> {
          statement.setString(1, source);
          Statements.time(statement, 2, now);
        });
  }
}

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pending fetches. A claim is a lease, which expires if its node dies. A node that is late
 * finds that out when it settles the fetch.
 */
@ApplicationScoped
public class FetchQueue {
  /** Longer than a call with all its retries. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  private final Statements statements;
  private final FetchRequests requests;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected FetchQueue() {
    this.statements = null;
    this.requests = null;
  }

  @Inject
  public FetchQueue(EntityManager entities) {
    this.statements = new Statements(entities);
    this.requests = new FetchRequests(statements);
  }

  /**
   * Claims the record of a source that has been due longest. Empty if none is due, while the source
   * is paused, and on H2 also while another transaction claims that record.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<FetchClaim> claim(String source, Instant now) {
    List<FetchClaim> due =
        statements.query(
            "select kind, id, wanted, attempts from fetch_request where source = ? and due_at <= ?"
                + " and not exists (select 1 from source_total where source_total.source = ?"
                + " and state <> 'RUNNING')"
                + " order by due_at fetch first 1 row only for update skip locked",
            statement -> {
              statement.setString(1, source);
              Statements.time(statement, 2, now);
              statement.setString(3, source);
            },
            row ->
                new FetchClaim(
                    source,
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getInt(4),
                    now));
    Optional<FetchClaim> first = due.stream().findFirst();
    first.ifPresent(claim -> requests.dueAt(claim, now.plus(LEASE)));
    return first;
  }

  /** Releases a claim without an answer, because the API could not be called. */
  @Transactional(TxType.REQUIRES_NEW)
  public void release(FetchClaim claim, Instant dueAt) {
    requests.dueAt(claim, dueAt);
  }

  /** Releases a claim whose answer was unusable, and counts the attempt. */
  @Transactional(TxType.REQUIRES_NEW)
  public void putOff(FetchClaim claim, Instant dueAt, String trouble) {
    requests.countAttempt(claim, dueAt, trouble);
  }

  /**
   * Returns the earliest due time of a pending fetch, for each source whose API was ever called.
   */
  @Transactional
  public Map<String, Instant> dueSince() {
    Map<String, Instant> due = new HashMap<>();
    statements.query(
        "select source, due_at from (select source, (select min(due_at) from fetch_request"
            + " where fetch_request.source = api_health.source) as due_at from api_health) waiting"
            + " where due_at is not null",
        statement -> {},
        row -> due.put(row.getString(1), Statements.time(row, 2)));
    return due;
  }
}

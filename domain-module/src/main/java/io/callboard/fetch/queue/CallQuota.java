package io.callboard.fetch.queue;

import io.callboard.persistence.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The quota of calls to a provider, shared by all nodes and all its sources. It is a token bucket.
 * Its size and its refill rate add up to no more than the limit in any window.
 */
@ApplicationScoped
public class CallQuota {
  private final Statements statements;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected CallQuota() {
    this.statements = null;
  }

  @Inject
  public CallQuota(EntityManager entities) {
    this.statements = new Statements(entities);
  }

  private record Bucket(double permits, Instant countedAt, Instant blockedUntil) {}

  /**
   * Takes a permit for one call.
   *
   * @return empty if a permit was taken, otherwise the earliest time for the next try
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Instant> take(String provider, CallLimit limit, Instant now) {
    Bucket bucket = lock(provider, limit, now);
    if (bucket.blockedUntil().isAfter(now)) {
      return Optional.of(bucket.blockedUntil());
    }
    double seconds = Math.max(0, Duration.between(bucket.countedAt(), now).toMillis() / 1_000.0);
    double permits = Math.min(limit.burst(), bucket.permits() + seconds * limit.perSecond());
    if (permits < 1) {
      return Optional.of(now.plusMillis((long) ((1 - permits) / limit.perSecond() * 1_000) + 1));
    }
    Instant counted = bucket.countedAt().isAfter(now) ? bucket.countedAt() : now;
    statements.update(
        "update call_quota set permits = ?, counted_at = ? where provider = ?",
        statement -> {
          statement.setDouble(1, permits - 1);
          Statements.time(statement, 2, counted);
          statement.setString(3, provider);
        });
    return Optional.empty();
  }

  private Bucket lock(String provider, CallLimit limit, Instant now) {
    return read(provider)
        .orElseGet(
            () -> {
              statements.update(
                  "insert into call_quota (provider, permits, counted_at, blocked_until)"
                      + " values (?, ?, ?, ?) on conflict do nothing",
                  statement -> {
                    statement.setString(1, provider);
                    statement.setDouble(2, limit.burst());
                    Statements.time(statement, 3, now);
                    Statements.time(statement, 4, now);
                  });
              return read(provider).orElseThrow();
            });
  }

  private Optional<Bucket> read(String provider) {
    List<Bucket> buckets =
        statements.query(
            "select permits, counted_at, blocked_until from call_quota where provider = ? for"
                + " update",
            statement -> statement.setString(1, provider),
            row -> new Bucket(row.getDouble(1), Statements.time(row, 2), Statements.time(row, 3)));
    return buckets.stream().findFirst();
  }

  /** Blocks calls to a provider until the time that it named. */
  @Transactional(TxType.REQUIRES_NEW)
  public void block(String provider, Instant until) {
    statements.update(
        "update call_quota set blocked_until = greatest(blocked_until, ?) where provider = ?",
        statement -> {
          Statements.time(statement, 1, until);
          statement.setString(2, provider);
        });
  }
}

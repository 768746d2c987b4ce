package io.callboard.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Removes what is older than its period, {@value #STEP} rows a transaction; the totals of the
 * ledger are rows of their own and stay. Events that are {@code HELD} or {@code PENDING}, or whose
 * record is on legal hold, stay with their bodies; those that are {@code FAILED} keep their bodies
 * as long as events are kept. On PostgreSQL whole weeks of the event log are dropped, so that an
 * event may stay a week longer than its period.
 *
 * <p>The data source must give connections outside a container's transaction. May run on several
 * nodes at once.
 */
public final class Retention {
  static final int STEP = 1_000;

  private final DataSource database;
  private final Pause pause;

  /** Retention in a database, with a pause after each step. */
  public Retention(DataSource database, Pause pause) {
    this.database = database;
    this.pause = pause;
  }

  /** Waits between two steps; false when there is to be no other. */
  public interface Pause {
    boolean goOn();
  }

  /**
   * Removes all that is old enough.
   *
   * @param keptSince for each period the time before which nothing is kept
   * @param lasting the sources whose delivery keys are kept for ever
   * @throws SQLException if the database is away or did not let it happen; what was done stays done
   */
  public void run(Map<RetentionPeriod, Instant> keptSince, Set<String> lasting)
      throws SQLException {
    Instant events = since(keptSince, RetentionPeriod.EVENTS);
    Instant bodies = since(keptSince, RetentionPeriod.BODIES);
    try (Connection connection = database.getConnection()) {
      boolean partitioned = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
      clear(
          connection, partitioned, "event_body", bodies.isBefore(events) ? events : bodies, events);
      clear(connection, partitioned, "event", events, events);
      Instant keys = since(keptSince, RetentionPeriod.KEYS);
      if (!new LastingKeys(connection, pause).keep(lasting, keys)) {
        return;
      }
      for (RetainedTable table : RetainedTable.ALL) {
        clear(connection, table, since(keptSince, table.period()));
      }
      AuditBeginning trail = new AuditBeginning(connection);
      Instant audit = since(keptSince, RetentionPeriod.AUDIT);
      while (trail.moveOn(audit) && pause.goOn()) {
        // Each call is a transaction of its own.
      }
    }
  }

  private static Instant since(Map<RetentionPeriod, Instant> keptSince, RetentionPeriod period) {
    return keptSince.getOrDefault(period, Instant.EPOCH);
  }

  /**
   * Clears the events or their bodies.
   *
   * @param failed the time since which what failed is kept
   */
  private void clear(
      Connection connection, boolean partitioned, String table, Instant since, Instant failed)
      throws SQLException {
    Spared spared = new Spared(failed);
    EventBatches batches = new EventBatches(connection, pause, spared);
    if (!partitioned) {
      batches.clear(table, since);
      return;
    }
    for (WeekPartition week : WeekPartition.before(connection, table, since)) {
      if (!week.drop(connection, spared)) {
        batches.clear(week.name(), since);
      }
    }
    batches.clear(table + "_default", since);
  }

  private void clear(Connection connection, RetainedTable table, Instant since)
      throws SQLException {
    connection.setAutoCommit(true);
    try (PreparedStatement delete = connection.prepareStatement(table.delete(STEP))) {
      delete.setObject(1, since.atOffset(ZoneOffset.UTC));
      while (delete.executeUpdate() == STEP && pause.goOn()) {
        // Each call is a transaction of its own.
      }
    }
  }
}

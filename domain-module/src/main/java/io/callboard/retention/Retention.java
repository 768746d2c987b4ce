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
 * Removes rows that are older than their period, {@value #STEP} rows per transaction. The totals of
 * the ledger are rows of their own and stay. Events that are {@code HELD} or {@code PENDING}, or
 * whose record is on legal hold, stay with their bodies. {@code FAILED} events keep their bodies as
 * long as events are kept. On PostgreSQL whole weeks of the event log are dropped, so an event may
 * stay a week longer than its period.
 *
 * <p>The data source must provide connections outside a container's transaction. May run on several
 * nodes at once.
 */
public final class Retention {
  static final int STEP = 1_000;

  private final DataSource database;
  private final Pause pause;

  /** Creates retention for a database, with a pause after each step. */
  public Retention(DataSource database, Pause pause) {
    this.database = database;
    this.pause = pause;
  }

  /** Waits between two steps; returns false to stop before the next step. */
  public interface Pause {
    boolean awaitNextStep();
  }

  /**
   * Removes everything that is old enough.
   *
   * @param keptSince for each period, the time before which rows are removed
   * @param lasting the sources whose delivery keys are kept forever
   * @throws SQLException if the database is down or a statement failed; completed steps stay done
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
      if (!new PermanentKeys(connection, pause).keep(lasting, keys)) {
        return;
      }
      for (RetainedTable table : RetainedTable.ALL) {
        clear(connection, table, since(keptSince, table.period()));
      }
      AuditBeginning trail = new AuditBeginning(connection);
      Instant audit = since(keptSince, RetentionPeriod.AUDIT);
      while (trail.moveOn(audit) && pause.awaitNextStep()) {
        // each call is a transaction of its own
      }
    }
  }

  private static Instant since(Map<RetentionPeriod, Instant> keptSince, RetentionPeriod period) {
    return keptSince.getOrDefault(period, Instant.EPOCH);
  }

  /**
   * Removes old events or old bodies.
   *
   * @param failed the time since which failed events are kept
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
      while (delete.executeUpdate() == STEP && pause.awaitNextStep()) {
        // each call is a transaction of its own
      }
    }
  }
}

package io.callboard.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Creates the weekly partitions of the event log on PostgreSQL, for the current week and the next
 * {@value #AHEAD}. Weeks are from Monday to Monday in UTC. Their bounds are UUIDs that begin like a
 * UUIDv7: its first 48 bits are the milliseconds of the Unix epoch (RFC 9562, section 5.7).
 *
 * <p>May be called again and from several nodes at once. A week that already has events in the
 * default partition stays there. On H2 there is nothing to do. The data source must provide
 * connections outside a container's transaction.
 */
public final class Partitions {
  static final int AHEAD = 4;

  private static final Logger LOG = System.getLogger(Partitions.class.getName());
  private static final List<String> TABLES = List.of("event", "event_body");

  /** The SQLSTATE of {@code check_violation}: the default partition has rows of the week. */
  private static final String HOLDS_ROWS = "23514";

  /** Takes one lock for all nodes; the number is arbitrary. */
  private static final String ONE_NODE = "select pg_advisory_xact_lock(4712290116)";

  /** A short timeout, so that settlement is not blocked; the next day's run tries again. */
  private static final String PATIENCE = "set local lock_timeout = '5s'";

  private Partitions() {}

  /**
   * Creates the missing partitions.
   *
   * @return the names of the created partitions
   * @throws SQLException if the database is down, or the lock timed out; partitions that were
   *     already created stay
   */
  public static List<String> prepare(DataSource database, Instant now) throws SQLException {
    List<String> made = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        return made;
      }
      connection.setAutoCommit(false);
      LocalDate monday =
          LocalDate.ofInstant(now, ZoneOffset.UTC)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      for (int week = 0; week <= AHEAD; week++) {
        for (String table : TABLES) {
          make(connection, table, monday.plusWeeks(week), made);
        }
      }
    }
    return made;
  }

  private static void make(Connection connection, String table, LocalDate monday, List<String> made)
      throws SQLException {
    String name = table + "_" + monday.format(DateTimeFormatter.BASIC_ISO_DATE);
    try (Statement statement = connection.createStatement()) {
      statement.execute(PATIENCE);
      statement.execute(ONE_NODE);
      if (!exists(statement, name)) {
        statement.execute(
            "create table %s partition of %s for values from ('%s') to ('%s')"
                .formatted(name, table, bound(monday), bound(monday.plusWeeks(1))));
        made.add(name);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      if (!HOLDS_ROWS.equals(e.getSQLState())) {
        throw e;
      }
      LOG.log(Level.INFO, "{0} is not created: its events are in the default partition", name);
    }
  }

  private static boolean exists(Statement statement, String name) throws SQLException {
    try (var found = statement.executeQuery("select to_regclass('" + name + "')")) {
      return found.next() && found.getString(1) != null;
    }
  }

  /** Returns the lowest UUID of a day. */
  private static UUID bound(LocalDate day) {
    long millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return new UUID(millis << 16, 0);
  }
}

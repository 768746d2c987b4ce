package io.callboard.retention;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A weekly partition of the event log on PostgreSQL, created and named by {@link
 * io.callboard.database.Partitions}.
 *
 * @param table the partitioned table
 */
record WeekPartition(String table, LocalDate monday) {

  /**
   * The maximum number of spared rows in a dropped week: moving more of them would block
   * settlement.
   */
  private static final int MOST_SPARED = 5_000;

  /**
   * A short timeout, because other transactions queue behind a wait for the table's lock; retention
   * tries again later.
   */
  private static final String PATIENCE = "set local lock_timeout = '1s'";

  /** Returns the partitions that end before a time. */
  static List<WeekPartition> before(Connection connection, String table, Instant since)
      throws SQLException {
    List<WeekPartition> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                    + " where i.inhparent = '%s'::regclass order by 1".formatted(table))) {
      while (rows.next()) {
        String week = rows.getString(1).substring(table.length() + 1);
        if (!week.equals("default")) {
          found.add(
              new WeekPartition(table, LocalDate.parse(week, DateTimeFormatter.BASIC_ISO_DATE)));
        }
      }
    }
    found.removeIf(week -> start(week.end()).isAfter(since));
    return found;
  }

  String name() {
    return table + "_" + monday.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /**
   * Moves spared rows to the default partition and drops this one; returns false if there are too
   * many spared rows.
   */
  boolean drop(Connection connection, Spared spared) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(PATIENCE);
      if (spared(statement, spared) > MOST_SPARED) {
        connection.rollback();
        return false;
      }
      statement.execute("alter table %s detach partition %s".formatted(table, name()));
      statement.execute(
          "insert into %s select * from %s where id in (%s)"
              .formatted(table, name(), sparedIds(spared)));
      statement.execute("drop table " + name());
      connection.commit();
      return true;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private int spared(Statement statement, Spared spared) throws SQLException {
    try (ResultSet count =
        statement.executeQuery("select count(*) from (%s) spared".formatted(sparedIds(spared)))) {
      count.next();
      return count.getInt(1);
    }
  }

  /**
   * Returns a query for the ids of spared events of the week. A detached partition of events must
   * be named itself.
   */
  private String sparedIds(Spared spared) {
    String week =
        "e.id >= '%s' and e.id < '%s'".formatted(firstId(start(monday)), firstId(start(end())));
    return "select e.id from %s e where %s and %s".formatted(events(), spared.sql(), week)
        + " union select e.id from legal_hold h join %s e on e.subject = h.id".formatted(events())
        + " and e.kind = h.kind and e.source = h.source where "
        + week;
  }

  private String events() {
    return table.equals("event") ? name() : "event";
  }

  private LocalDate end() {
    return monday.plusWeeks(1);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Returns the lowest UUID of a millisecond. */
  static UUID firstId(Instant time) {
    return new UUID(Math.max(time.toEpochMilli(), 0) << 16, 0);
  }
}

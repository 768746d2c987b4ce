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
 * A weekly partition of the event log on PostgreSQL, as {@link io.callboard.operations.Partitions}
 * makes and names them.
 *
 * @param table of which it is a part
 */
record WeekPartition(String table, LocalDate monday) {

  /** With more rows to spare the week is not dropped: moving them would keep settlement waiting. */
  private static final int MOST_SPARED = 5_000;

  /** Who waits for the table's lock has everybody else wait behind; rather try again later. */
  private static final String PATIENCE = "set local lock_timeout = '1s'";

  /** The partitions that end before a time. */
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

  /** Drops the partition after what is spared moved to the default one; false when that is much. */
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

  /** Of the week's events; once detached, a partition of events is to be named itself. */
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

  /** The least UUIDv7 of a millisecond. */
  static UUID firstId(Instant time) {
    return new UUID(Math.max(time.toEpochMilli(), 0) << 16, 0);
  }
}

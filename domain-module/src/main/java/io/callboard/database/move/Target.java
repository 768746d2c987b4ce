package io.callboard.database.move;

import io.callboard.database.Migrations;
import io.callboard.database.Partitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The PostgreSQL database that receives all rows. */
record Target(DataSource database) {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Duration WEEK = Duration.ofDays(7);

  /** How far back weekly partitions are created; older events share one partition. */
  private static final Duration PARTITIONED = Duration.ofDays(3 * 366);

  /**
   * Returns the database at a JDBC URL.
   *
   * @throws CannotMove if the URL is not one of PostgreSQL
   */
  static Target at(String url, String user, String password) throws CannotMove {
    if (!url.startsWith(POSTGRESQL)) {
      throw new CannotMove("CALLBOARD_DB_URL must begin with " + POSTGRESQL);
    }
    String batched =
        url.contains("reWriteBatchedInserts=")
            ? url
            : url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    return new Target(
        Flyway.configure()
            .dataSource(batched, user, password)
            .load()
            .getConfiguration()
            .getDataSource());
  }

  /**
   * Copies everything from another database.
   *
   * @return the number of rows by table
   * @throws CannotMove if it cannot be copied; the database then has no rows, as before
   */
  SortedMap<String, Long> take(Connection source, Instant now) throws SQLException, CannotMove {
    Migrations.migrate(database);
    prepareWeeks(source, now);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        SortedMap<String, Long> taken = new Transfer(source, connection).run();
        connection.commit();
        return taken;
      } catch (SQLException | CannotMove e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /**
   * Creates the weekly partitions of the copied events, so that retention can drop them like later
   * ones.
   */
  private void prepareWeeks(Connection source, Instant now) throws SQLException {
    Optional<Instant> oldest = oldestEvent(source);
    if (oldest.isEmpty()) {
      return;
    }
    Instant earliest = now.minus(PARTITIONED);
    Instant week = oldest.get().isBefore(earliest) ? earliest : oldest.get();
    while (week.isBefore(now)) {
      Partitions.prepare(database, week);
      week = week.plus(WEEK);
    }
    Partitions.prepare(database, now);
  }

  private static Optional<Instant> oldestEvent(Connection source) throws SQLException {
    try (Statement statement = source.createStatement();
        ResultSet row =
            statement.executeQuery("select id from event order by id fetch first 1 row only")) {
      return row.next()
          ? Optional.of(
              Instant.ofEpochMilli(row.getObject(1, UUID.class).getMostSignificantBits() >>> 16))
          : Optional.empty();
    }
  }
}

package io.callboard.move;

import io.callboard.operations.Migrations;
import io.callboard.operations.Partitions;
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

/** The PostgreSQL database that takes everything in. */
record Target(DataSource database) {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Duration WEEK = Duration.ofDays(7);

  /** Older events lie together in one partition. */
  private static final Duration PARTITIONED = Duration.ofDays(3 * 366);

  /**
   * That of an address.
   *
   * @throws CannotMove if it is not one of PostgreSQL
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
   * Takes in what is in another database.
   *
   * @return the tables and how many rows each has
   * @throws CannotMove if it cannot; the database is then as empty as it was
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

  /** The weeks of the events that come, so that retention can drop them as it does later ones. */
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

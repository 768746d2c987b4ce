package io.callboard.testing.log;

import io.callboard.database.Partitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A log of any length for an empty PostgreSQL database, spread evenly over some weeks and their
 * partitions. The rows of other tables that belong to it are added. Its events are numbered from 1;
 * the same number gives the same event.
 *
 * @param events the number of events
 * @param weeks the number of weeks over which they are spread
 */
public record SampleLog(int events, int weeks) {
  /** The time of the first event. */
  public static final Instant START = Instant.parse("2026-09-28T00:00:00Z");

  private static final int PART = 250_000;
  private static final int MOST_BESIDE = 100_000;

  /** Fills a database. */
  public void fill(DataSource database) throws SQLException {
    for (int week = 0; week <= weeks; week++) {
      Partitions.prepare(database, START.plus(Duration.ofDays(7L * week)));
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(functions());
      String rows = script("sample-rows.sql");
      for (int first = 1; first <= events; first += PART) {
        statement.execute(formatted(rows, first, Math.min(events, first + PART - 1)));
      }
      statement.execute(
          formatted(script("sample-beside.sql"), 1, Math.min(events / 5, MOST_BESIDE)));
      statement.execute("analyze");
    }
  }

  private String formatted(String sql, int first, int last) {
    return String.format(Locale.ROOT, sql, first, last, events, last);
  }

  private String functions() {
    return """
    create function sample_millis(i bigint) returns bigint language sql immutable
      return %d + (i - 1) * %d / %d;
    create function sample_id(i bigint) returns uuid language sql immutable
      return cast(lpad(to_hex(sample_millis(i)), 12, '0') || '7' || lpad(to_hex(i %% 4096), 3, '0')
        || '8' || substr(md5(cast(i as text)), 1, 15) as uuid);
    create function sample_time(i bigint) returns timestamp with time zone language sql immutable
      return to_timestamp(sample_millis(i) / 1000.0);
    create function sample_hash(i bigint, salt text) returns integer language sql immutable
      return cast(cast('x' || substr(md5(i || salt), 1, 7) as bit(28)) as integer) %% 1000;
    """
        .formatted(START.toEpochMilli(), span(), events);
  }

  private long span() {
    return Duration.ofDays(7L * weeks).toMillis();
  }

  /** Returns the time of an event. */
  public Instant time(int event) {
    return START.plusMillis((event - 1) * span() / events);
  }

  /** Returns the id of an event. */
  public UUID id(DataSource database, int event) throws SQLException {
    try (Connection connection = database.getConnection();
        var row = connection.createStatement().executeQuery("select sample_id(" + event + ")")) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  private static String script(String name) {
    try (InputStream script = SampleLog.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " is not here");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.Warnings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that was down for a long time removes expired data and keeps held events. Its start and
 * stop log only warnings that its administrator can resolve.
 */
@Tag("own-server")
@Tag("wildfly-alone")
class RetentionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The warning at each start for the only source here that has an API, which is not set. */
  private static final String NO_API = "callboard.sources.filmmakers.api.url: not set";

  private final Instant yearsAgo = Instant.now().minus(Duration.ofDays(800));
  private final Instant weeksAgo = Instant.now().minus(Duration.ofDays(45));

  private int number;

  @Test
  void oldEventsGoAndNewerOnesLoseTheirBodies(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws SQLException {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).on(database)) {
      server.start();
      server.stop();
      UUID old = log(database, yearsAgo, "APPLIED");
      UUID held = log(database, yearsAgo, "HELD");
      UUID newer = log(database, weeksAgo, "APPLIED");
      server.start();

      Server.await(() -> server.status("events/" + old), status -> status == 404, PATIENCE);
      Server.await(
          () -> server.status("events/" + newer + "/body"), status -> status == 410, PATIENCE);
      assertThat(server.status("events/" + newer)).isEqualTo(200);
      assertThat(server.status("events/" + held)).isEqualTo(200);
      assertThat(server.status("events/" + held + "/body")).isEqualTo(200);

      server.stop();
      assertThat(Warnings.in(server.running().log().resolveSibling("")))
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).contains(NO_API));
    }
  }

  private UUID log(Postgres database, Instant at, String state) throws SQLException {
    number++;
    UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
    try (Connection connection =
            DriverManager.getConnection(database.url(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(
          ("insert into event (id, source, type, kind, subject, received_at, settled_at, state,"
                  + " proven, attempts, duplicates, size) values ('%s', 'waymark', 't', 'video',"
                  + " 'v%d', '%s', '%s', '%s', '', 1, 0, 2)")
              .formatted(id, number, at, at, state));
      statement.execute("insert into event_body values ('%s', '', '{}', '{}')".formatted(id));
    }
    return id;
  }
}

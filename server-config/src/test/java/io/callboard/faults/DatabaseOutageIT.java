package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.server.SecretSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL stops without notice and starts again; providers notice nothing. {@code
 * -Dfaults.outage=PT10M} lengthens the outage.
 */
@Tag("own-server")
class DatabaseOutageIT {
  private static final Duration OUTAGE_UNDER_LOAD =
      Duration.parse(System.getProperty("faults.outage", "PT15S"));
  private static final Duration QUIET_OUTAGE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(4).plus(OUTAGE_UNDER_LOAD);

  @Test
  void anOutageOfTheDatabaseIsWaitedOut(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).on(database)) {
      server.start();
      server.management().suspendForAWhile();
      List<Sender> senders = Sender.ofAllProviders();
      LogGrowth logged;
      Load load = new Load(source -> server.hook(source).toString(), senders);
      try (load) {
        load.start();
        Server.pause(Duration.ofSeconds(5));
        logged = LogGrowth.since(server.running().log());
        database.stopAtOnce();
        processorTimeOf(server, OUTAGE_UNDER_LOAD);
        assertThat(server.status("ledger")).isEqualTo(503);
        System.out.println(load.acknowledged().size() + " events were accepted until then");
        assertThat(server.ready()).isEqualTo(200);
      }
      Duration busy = processorTimeOf(server, QUIET_OUTAGE);
      List<String> lines = logged.lines();
      database.startAgain();

      assertThat(lines).describedAs("logged in the outage").hasSizeBetween(1, 1);

      assertThat(load.refused()).describedAs("answers that were not 200").isZero();
      assertThat(busy).isLessThan(QUIET_OUTAGE.dividedBy(3));
      Verification.of(server, senders, load.acknowledged(), PATIENCE);
      assertThat(server.management().messages("callboard.unreadable")).isZero();
      assertThat(SecretSearch.of(Server.secrets(), server.directory()).keySet())
          .allMatch(DatabaseOutageIT::isCopyOfLiberty);
    }
  }

  @Test
  void aServerThatStartsWithoutItsDatabaseTakesEventsInAndSettlesThemLater(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).on(database)) {
      database.stopAtOnce();
      server.start();
      LogGrowth logged = LogGrowth.since(server.running().log());
      List<Sender> senders = Sender.ofAllProviders();
      Load load = new Load(source -> server.hook(source).toString(), senders);
      try (load) {
        load.start();
        Server.pause(Duration.ofSeconds(10));
        assertThat(server.ready()).isEqualTo(200);
        assertThat(server.missing())
            .isEqualTo("[\"the database cannot be used: nothing answers at its address\"]");
        assertThat(server.status("ledger")).isEqualTo(503);
      }
      assertThat(logged.lines()).describedAs("logged while it waits").isEmpty();
      database.startAgain();

      assertThat(load.refused()).describedAs("answers that were not 200").isZero();
      Verification.of(server, senders, load.acknowledged(), PATIENCE);
      assertThat(server.management().messages("callboard.unreadable")).isZero();
    }
  }

  /** Open Liberty keeps the values of its variables for its next start. */
  private static boolean isCopyOfLiberty(Path file) {
    return file.startsWith("servers/callboard/workarea");
  }

  private static Duration processorTimeOf(Server server, Duration time) {
    ProcessHandle process = server.running().process();
    Duration before = process.info().totalCpuDuration().orElseThrow();
    Server.pause(time);
    Duration busy = process.info().totalCpuDuration().orElseThrow().minus(before);
    System.out.println("In " + time + " of outage the server worked for " + busy);
    return busy;
  }
}

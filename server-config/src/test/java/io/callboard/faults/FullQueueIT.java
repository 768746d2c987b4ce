package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The intake queue reaches Liberty's limit while the database is away, and has room again. */
@Tag("liberty")
class FullQueueIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void sendersAreToldToRetryUntilThereIsRoomAgain(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).withQueueOf(500).on(database)) {
      server.start();
      database.stopAtOnce();
      List<Sender> senders = Sender.ofAllProviders();
      Load load = new Load(source -> server.hook(source).toString(), senders);
      try (load) {
        load.start();
        Server.await(server::ready, status -> status == 503, PATIENCE);
        database.startAgain();
        Server.await(server::ready, status -> status == 200, PATIENCE);
      }
      assertThat(load.refused()).isPositive();
      Verification.of(server, senders, load.acknowledged(), PATIENCE);
    }
  }
}

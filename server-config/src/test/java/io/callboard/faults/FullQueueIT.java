package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * During a database outage the intake queue, or the message store under it, reaches Liberty's
 * limit; later it has room again.
 */
@Tag("liberty")
@Tag("own-server")
class FullQueueIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A size in bytes. Waymark's tokens are a third larger, and the limit is one MiB. */
  private static final int LARGE = 700_000;

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

  /** Fills some 200 MB, which is several hundred messages of this size. */
  @Test
  void sendersAreToldToRetryUntilTheStoreHasRoomAgain(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).withSmallStore().on(database)) {
      server.start();
      database.stopAtOnce();
      List<Sender> senders = Sender.ofAllProviders(LARGE);
      Load load = new Load(source -> server.hook(source).toString(), senders);
      try (load) {
        load.start();
        Server.await(load::refused, refused -> refused > 10, PATIENCE);
        System.out.println(load.acknowledged().size() + " events filled the store");
        HttpResponse<String> answer = server.send(Sender.ofAllProviders(LARGE).getLast());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        database.startAgain();
        Server.await(server::ready, status -> status == 200, PATIENCE);
      }
      Verification.of(server, senders, load.acknowledged(), PATIENCE);
      assertThat(server.management().messages("callboard.unreadable")).isZero();
    }
  }
}

package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk fills up to the limit of WildFly's broker, and is then freed. Liberty limits the
 * messages in a queue and its message store instead: {@link FullQueueIT}.
 */
@Tag("wildfly")
@Tag("own-server")
class DiskLimitIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The deadline of an append, with a margin for a busy machine. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Test
  void sendersAreToldToRetryUntilThereIsRoomAgain(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    Path full = directory.resolve("disk-is-full");
    try (Server server = Server.in(directory)) {
      server.launch(Fault.diskFullWhile(full));
      server.running().awaitReady();
      List<Sender> senders = Sender.ofAllProviders();
      Load load = new Load(source -> server.hook(source).toString(), senders);
      try (load) {
        load.start();
        Server.pause(Duration.ofSeconds(2));
        Files.createFile(full);
        Server.await(server::ready, status -> status == 503, PATIENCE);

        Instant sent = Instant.now();
        HttpResponse<String> answer = server.send(Sender.ofAllProviders().getLast());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Duration.between(sent, Instant.now())).isLessThan(DEADLINE);

        Files.delete(full);
        Server.await(server::ready, status -> status == 200, PATIENCE);
      }
      assertThat(load.refused()).isPositive();
      Verification.of(server, senders, load.acknowledged(), PATIENCE);
    }
  }
}

package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server whose hooks could not start is not ready, even if the rest of the application runs. */
@Tag("own-server")
class HooksMissingIT {

  @Test
  void aServerWithoutHooksIsNotReady(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    try (Server server = Server.in(directory)) {
      server.launch(Fault.hooksDoNotStart());
      Instant limit = Instant.now().plus(Duration.ofMinutes(2));
      while (!failed(server) && Instant.now().isBefore(limit)) {
        assertThat(ready(server)).isNotEqualTo(200);
        Thread.sleep(250);
      }
      assertThat(failed(server)).isTrue();
      Instant end = Instant.now().plusSeconds(10);
      while (Instant.now().isBefore(end)) {
        assertThat(ready(server)).isNotEqualTo(200);
        Thread.sleep(250);
      }
    }
  }

  /** Returns the status of the readiness check, 0 while nothing listens. */
  private static int ready(Server server) {
    try {
      return server.ready();
    } catch (IllegalStateException e) {
      return 0;
    }
  }

  private static boolean failed(Server server) throws Exception {
    Path log = server.running().log();
    return Files.exists(log) && Files.readString(log).contains(Fault.NO_HOOKS);
  }
}

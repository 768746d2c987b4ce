package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed repeatedly while providers send. Half of the kills come at a random moment,
 * half between the database commit of a bundle and the acknowledgement of its message. {@code
 * -Pthorough} kills six times, with each database on each server.
 */
@Tag("own-server")
class KillUnderLoadIT {
  private static final int KILLS = Integer.getInteger("faults.kills", 2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  @Tag("wildfly-alone")
  void losesAndDoublesNothingWithTheEmbeddedDatabase(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Server server = Server.in(directory)) {
      killAndVerify(server);
    }
  }

  @Test
  @Tag("liberty-alone")
  void losesAndDoublesNothingWithPostgresql(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Postgres database = Postgres.start(directory);
        Server server = Server.in(directory).on(database)) {
      killAndVerify(server);
    }
  }

  private void killAndVerify(Server server) {
    System.out.println("Kills at random moments of seed " + seed + " (-Dfaults.seed)");
    List<Sender> senders = Sender.ofAllProviders();
    server.start();
    Load load = new Load(source -> server.hook(source).toString(), senders);
    try (load) {
      load.start();
      for (int kill = 0; kill < KILLS; kill++) {
        if (kill % 2 == 0) {
          Server.pause(Duration.ofMillis(500 + random.nextInt(3_000)));
          server.running().kill9();
          server.launch(Fault.killBetweenCommitAndAcknowledgement(5 + random.nextInt(60)));
        } else {
          assertThat(server.running().process().onExit())
              .describedAs("the agent ends the process")
              .succeedsWithin(PATIENCE);
          server.start();
        }
      }
    }
    Verification.of(server, senders, load.acknowledged(), PATIENCE);
  }
}

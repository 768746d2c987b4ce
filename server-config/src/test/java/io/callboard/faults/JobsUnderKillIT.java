package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed or stopped in the middle of a job; after the next start the job is
 * completed.
 */
@Tag("own-server")
@Tag("wildfly-alone")
class JobsUnderKillIT {
  private static final int EVENTS = 350;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String NOT_ENDED = "The embedded database was not shut down cleanly";

  @Test
  void aReplayThatIsKilledCountsEveryEventOnce(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Server server = Server.in(directory)) {
      List<Sender> senders = Sender.ofAllProviders();
      server.launch(Fault.killBeforePartIsCounted(2));
      List<String> sent = send(server, senders);
      String job = "replays/" + start(server, "replays", "{\"filter\":{}}");
      awaitEnd(server);
      server.start();

      JsonNode counts = done(server, job).path("counts");
      assertThat(counts.path("examined").asInt()).isEqualTo(logged(server));
      assertThat(sum(counts)).isEqualTo(counts.path("examined").asInt());
      assertThat(counts.path("failed").asInt()).isZero();
      Verification.of(server, senders, sent, PATIENCE);
    }
  }

  @Test
  void aReplayThatIsStoppedGoesOnAfterTheNextStart(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Server server = Server.in(directory)) {
      List<Sender> senders = Sender.ofAllProviders();
      server.launch(Fault.slowReplay());
      List<String> sent = send(server, senders);
      String job = "replays/" + start(server, "replays", "{\"filter\":{}}");
      Server.await(
          () -> server.get(job),
          found -> found.path("counts").path("examined").asInt() > 0,
          PATIENCE);
      server.running().stop();
      server.start();

      JsonNode counts = done(server, job).path("counts");
      assertThat(counts.path("examined").asInt()).isEqualTo(logged(server));
      assertThat(sum(counts)).isEqualTo(counts.path("examined").asInt());
      Verification.of(server, senders, sent, PATIENCE);
      assertThat(server.running().log()).content().doesNotContain(NOT_ENDED);
    }
  }

  @Test
  void aRebuildThatIsKilledListsEveryRecordOnce(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (Server server = Server.in(directory)) {
      List<Sender> senders = Sender.ofAllProviders();
      server.launch(Fault.killInRebuildOfRecord(4));
      send(server, senders);
      String job = "rebuilds/" + start(server, "rebuilds", "{\"filter\":{\"kind\":\"profile\"}}");
      awaitEnd(server);
      server.start();

      int profiles = server.all("profiles").size();
      JsonNode counts = done(server, job).path("counts");
      assertThat(profiles).isGreaterThan(4);
      assertThat(counts.path("examined").asInt()).isEqualTo(profiles);
      assertThat(counts.path("skipped").asInt()).isEqualTo(profiles);
      assertThat(server.running().log()).content().contains(NOT_ENDED);
      assertThat(server.all(job + "/records"))
          .extracting(record -> record.path("id").asText())
          .hasSize(profiles)
          .doesNotHaveDuplicates();
    }
  }

  /** Sends enough events for a replay of several parts. */
  private static List<String> send(Server server, List<Sender> senders) {
    server.running().awaitReady();
    Load load = new Load(source -> server.hook(source).toString(), senders);
    try (load) {
      load.start();
      Server.await(() -> load.acknowledged().size(), sent -> sent >= EVENTS, PATIENCE);
    }
    server.settledLedger(PATIENCE);
    return load.acknowledged();
  }

  private static String start(Server server, String path, String json) {
    return server.post(path, json).path("id").asText();
  }

  private static void awaitEnd(Server server) {
    assertThat(server.running().process().onExit())
        .describedAs("the agent ends the process")
        .succeedsWithin(PATIENCE);
  }

  private static JsonNode done(Server server, String job) {
    return Server.await(
        () -> server.get(job), found -> found.path("state").asText().equals("DONE"), PATIENCE);
  }

  private static int logged(Server server) {
    return server.all("events").size();
  }

  private static int sum(JsonNode counts) {
    return counts.path("applied").asInt()
        + counts.path("unchanged").asInt()
        + counts.path("pending").asInt()
        + counts.path("skipped").asInt()
        + counts.path("noBody").asInt()
        + counts.path("failed").asInt();
  }
}

package io.callboard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.eventlog.EventState;
import io.callboard.server.Assembly;
import io.callboard.server.ServerUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The procedure of docs/backup.md: the journal is copied first and the embedded database later,
 * both while providers send. A new server is then restored from the two copies.
 */
@Tag("own-server")
@Tag("wildfly-alone")
class BackupIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SOME_LOAD = Duration.ofSeconds(5);

  @Test
  void aServerIsMadeAnewFromJournalAndDatabaseAndRedeliveryBringsTheRest(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws IOException {
    List<Sender> senders = Sender.ofAllProviders();
    Path kept = Files.createDirectories(directory.resolve("kept"));
    Set<String> before;
    try (Server lost = Server.in(directory)) {
      lost.start();
      Load load = new Load(source -> lost.hook(source).toString(), senders);
      try (load) {
        load.start();
        Server.pause(SOME_LOAD);
        lost.running().kill9();
        copy(lost.directory().resolve(journal()), kept.resolve("journal"));
        before = Set.copyOf(load.acknowledged());
        lost.start();
        Server.pause(SOME_LOAD);
        JsonNode backup = lost.post("backups", "");
        System.out.println("Under load: " + backup);
        Files.copy(Path.of(backup.path("file").asText()), kept.resolve("database.zip"));
        Server.pause(SOME_LOAD);
      }
      lost.running().kill9();
    }
    Path anew = directory.resolve("anew");
    try (Server restored = Server.in(anew)) {
      copy(kept.resolve("journal"), restored.directory().resolve(journal()));
      unzip(kept.resolve("database.zip"), restored.directory().resolve(database()));
      restored.start();
      verify(restored, senders, before);
    }
  }

  private static void verify(Server restored, List<Sender> senders, Set<String> before) {
    awaitQuiet(restored);
    assertThat(originals(restored)).describedAs("from before the backup").containsAll(before);

    Load again = new Load(source -> restored.hook(source).toString(), senders);
    again.sendAllAgain();

    List<JsonNode> ledger = restored.settledLedger(PATIENCE);
    Map<String, Long> logged = logged(restored);
    System.out.printf(
        "%d sent, %d of them safe before the backup, in the log %s: %s%n",
        again.sent(), before.size(), logged, ledger);
    assertThat(originals(restored)).describedAs("each event once").hasSize(again.sent());
    assertThat(counted(ledger)).describedAs("by source and state").isEqualTo(logged);
    assertThat(sum(ledger, "accepted") - sum(ledger, "missing"))
        .isEqualTo(logged.values().stream().mapToLong(Long::longValue).sum());
    assertThat(sum(ledger, "failed") + sum(ledger, "parked")).isZero();
    assertThat(senders.stream().flatMap(sender -> sender.wrongRecords(restored).stream()))
        .isEmpty();
  }

  /** Waits until the log no longer grows: then all events from the journal are settled. */
  private static void awaitQuiet(Server server) {
    List<Integer> sizes = new ArrayList<>();
    Server.await(
        () -> {
          Server.pause(Duration.ofSeconds(1));
          sizes.add(server.all("events").size());
          return sizes;
        },
        seen ->
            seen.size() > 3 && Set.copyOf(seen.subList(seen.size() - 3, seen.size())).size() == 1,
        PATIENCE);
  }

  private static Set<String> originals(Server server) {
    return server.all("events").stream()
        .filter(event -> !event.path("state").asText().equals("DUPLICATE"))
        .map(event -> event.path("id").asText())
        .collect(Collectors.toSet());
  }

  /** Returns the number of events in the log, by source and state. */
  private static Map<String, Long> logged(Server server) {
    return server.all("events").stream()
        .collect(
            Collectors.groupingBy(
                event -> event.path("source").asText() + " " + event.path("state").asText(),
                TreeMap::new,
                Collectors.counting()));
  }

  /** Returns the number of events in the ledger, by source and state. */
  private static Map<String, Long> counted(List<JsonNode> ledger) {
    Map<String, Long> counted = new TreeMap<>();
    for (JsonNode line : ledger) {
      for (EventState state : EventState.values()) {
        long events = line.path(state.name().toLowerCase(Locale.ROOT)).asLong();
        if (events > 0) {
          counted.put(line.path("source").asText() + " " + state, events);
        }
      }
    }
    return counted;
  }

  private static long sum(List<JsonNode> ledger, String column) {
    return ledger.stream().mapToLong(line -> line.path(column).asLong()).sum();
  }

  private static boolean isLiberty() {
    return ServerUnderTest.assembly().kind().equals(Assembly.LIBERTY);
  }

  private static String journal() {
    return isLiberty() ? "data/messages" : "data/callboard/broker";
  }

  private static String database() {
    return isLiberty() ? "data" : "data/callboard";
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** Unpacks the script to the place where the next start looks for it. */
  private static void unzip(Path backup, Path directory) throws IOException {
    Files.createDirectories(directory);
    try (ZipFile zip = new ZipFile(backup.toFile());
        InputStream script = zip.getInputStream(zip.getEntry("script.sql"))) {
      Files.copy(script, directory.resolve("database.restore.sql"));
    }
  }
}

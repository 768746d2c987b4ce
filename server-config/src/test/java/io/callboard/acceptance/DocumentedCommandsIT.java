package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.documentation.CodeBlock;
import io.callboard.documentation.DocumentedPage;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the README and of all pages, run in reading order: the README, then the pages by
 * name. A page may use results of an earlier one.
 */
@ExtendWith(SharedServer.class)
class DocumentedCommandsIT {
  private static final String ANNAS_PASSWORD = "typed-by-a-reader";
  private static final Duration LATE = Duration.ofDays(10);

  private final Callboard callboard;

  DocumentedCommandsIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @TestFactory
  Stream<DynamicTest> theCommandsOfEachPageWork(@TempDir Path directory) throws Exception {
    ReadersShell shell = shell(directory);
    return DocumentedPage.all().stream()
        .filter(page -> page.blocks().stream().anyMatch(CodeBlock::runs))
        .map(page -> DynamicTest.dynamicTest(page.name(), () -> run(page, shell)));
  }

  private void run(DocumentedPage page, ReadersShell shell) throws Exception {
    if (page.name().equals("docs/operations.md")) {
      makeTrouble();
    }
    shell.run(page, (ANNAS_PASSWORD + "\n").repeat(10));
  }

  /** Creates cases for an operator to decide: late deliveries and forged ones. */
  private void makeTrouble() {
    Instant now = Instant.now();
    for (String id : new String[] {"4711", "4712"}) {
      String body =
          "{\"type\":\"actor_profile.updated\",\"created\":%d,\"data\":{\"id\":%s}}"
              .formatted(now.getEpochSecond(), id);
      callboard.rejected(
          "filmmakers",
          SignedRequests.filmmakers(TestSources.DEMO_FILMMAKERS_KEY, body, now.minus(LATE)),
          401);
      callboard.rejected(
          "mediastream",
          SignedRequests.mediastream(
              TestSources.DEMO_MEDIASTREAM_SECRET,
              "media.update",
              id,
              "{\"_id\":\"%s\"}".formatted(id),
              now.minus(LATE)),
          401);
    }
    String captured =
        SignedRequests.mediastreamSignature(
            TestSources.DEMO_MEDIASTREAM_SECRET, "media.update", "captured", now);
    for (String title : new String[] {"genuine", "forged", "forged otherwise"}) {
      String data = "{\"_id\":\"captured\",\"title\":\"%s\"}".formatted(title);
      callboard.settled(
          "mediastream", SignedRequests.mediastreamUnder(captured, "media.update", data, now));
    }
  }

  @Test
  void theScriptThatFollowsRecordsTakesOverAllAndThenEveryChange(@TempDir Path directory)
      throws Exception {
    ReadersShell shell = shell(directory);
    shell.save(DocumentedPage.named("docs/reading.md"));
    Files.writeString(
        directory.resolve("newsroom.header"),
        "Authorization: Bearer " + callboard.newToken("follows", "callboard-viewer"));
    String source = callboard.sources().fresh("mediastream");
    Instant first = Instant.now();
    callboard.settled(source, media("update", "changed", "before", first));
    callboard.settled(source, media("update", "removed", "before", first));

    Process following =
        shell.start("follow.sh", Map.of("KINDS", "media", "PAUSE", "1", "SOURCE", source));
    try {
      awaitCopy(directory, copy -> copy.equals(Map.of("changed", "before", "removed", "before")));
      callboard.settled(source, media("update", "changed", "after", first.plusSeconds(1)));
      callboard.settled(source, media("delete", "removed", "after", first.plusSeconds(1)));
      awaitCopy(directory, copy -> copy.equals(Map.of("changed", "after")));
      assertThat(following.isAlive()).isTrue();
    } finally {
      following.descendants().forEach(ProcessHandle::destroyForcibly);
      following.destroyForcibly();
    }
  }

  private ReadersShell shell(Path directory) throws IOException {
    return new ReadersShell(
        directory, callboard, Map.of("admin", SharedServer.PASSWORD, "anna", ANNAS_PASSWORD));
  }

  private static SignedRequest media(String action, String id, String title, Instant at) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET,
        "media." + action,
        id,
        "{\"_id\":\"%s\",\"title\":\"%s\"}".formatted(id, title),
        at);
  }

  private static void awaitCopy(Path directory, Predicate<Map<String, String>> wanted) {
    Callboard.await(() -> titles(directory.resolve("copy/media.jsonl")), wanted);
  }

  /** Returns the titles of the copied media, by their ids. */
  private static Map<String, String> titles(Path copy) {
    if (!Files.exists(copy)) {
      return Map.of();
    }
    try (Stream<String> lines = Files.lines(copy)) {
      return lines
          .map(Answer::parsed)
          .collect(
              Collectors.toMap(
                  (JsonNode media) -> media.path("id").asText(),
                  media -> media.path("title").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

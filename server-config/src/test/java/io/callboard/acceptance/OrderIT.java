package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events arrive in any order; the record is the same. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedServer.class)
class OrderIT {
  private final Instant start = Instant.now().minusSeconds(3600);
  private final Callboard callboard;

  OrderIT(Callboard callboard) {
    this.callboard = callboard;
  }

  /** The records that the events of this test are about. */
  enum Subject {
    PROFILE("filmmakers", "profiles", "1"),
    MEDIA("mediastream", "media", "M1"),
    CATEGORY("mediastream", "documents", "category/M1"),
    ORDER("signed", "documents", "order/O1"),
    VIDEO("waymark", "videos", "V1"),
    ACCOUNT("waymark", "accounts", "A1");

    private final String provider;
    private final String list;
    private final String id;

    Subject(String provider, String list, String id) {
      this.provider = provider;
      this.list = list;
      this.id = id;
    }

    String path(String source) {
      return list + "/" + source + "/" + id;
    }

    /** Returns the rule that the record is gone after these events. */
    Rule isGone(String text, SignedRequest... events) {
      return becomes(Map.of(), text, events);
    }

    /** Returns the rule that the record has these members after these events. */
    Rule becomes(Map<String, String> members, String text, SignedRequest... events) {
      return new Rule(this, members, text, List.of(events), List.of());
    }
  }

  /**
   * The expected record, in whatever order its events arrive.
   *
   * @param members texts by the JSON pointers of their members, empty for an absent member; without
   *     members the record is gone
   * @param states the states of the events in the log; empty if any state is allowed
   */
  record Rule(
      Subject subject,
      Map<String, String> members,
      String text,
      List<SignedRequest> events,
      List<String> states) {

    Rule logged(String... as) {
      return new Rule(subject, members, text, events, List.of(as));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Arguments> rulesInBothOrders() {
    Instant start = Instant.now().minusSeconds(3600);
    return Stream.of(
            ofProfiles(start),
            ofMedia(start),
            ofMediaOfOneTime(start),
            ofTheTrash(start),
            ofPresence(start),
            ofFormsOfTime(start),
            ofSignedDocuments(start),
            ofWaymark(start))
        .flatMap(List::stream)
        .flatMap(rule -> Stream.of(Arguments.of(rule, false), Arguments.of(rule, true)));
  }

  private static List<Rule> ofProfiles(Instant start) {
    return List.of(
        Subject.PROFILE.becomes(
            Map.of("/state", "PENDING"),
            "a profile updated after its deletion waits for a fetch",
            profile("actor_profile.deleted", start),
            profile("actor_profile.updated", start.plusSeconds(1))),
        Subject.PROFILE
            .isGone(
                "a profile deleted after its update is gone",
                profile("actor_profile.updated", start),
                profile("actor_profile.deleted", start.plusSeconds(1)))
            .logged("APPLIED", "IGNORED"),
        Subject.PROFILE
            .isGone(
                "a profile deleted in the second of its update is gone",
                profile("actor_profile.updated", start),
                profile("actor_profile.deleted", start))
            .logged("APPLIED", "IGNORED"));
  }

  private static List<Rule> ofMedia(Instant start) {
    String newer = "\"title\":\"new\",\"date_updated\":\"2026-02-02T00:00:00Z\"";
    String older = "\"title\":\"old\",\"date_updated\":\"2026-02-01T00:00:00Z\"";
    return List.of(
        Subject.MEDIA
            .becomes(
                Map.of("/title", "new", "/slug", "old"),
                "the newer title of a media stays",
                media("media.update", start, "\"title\":\"old\",\"slug\":\"old\""),
                media("media.update", start.plusMillis(1), "\"title\":\"new\""))
            .logged("APPLIED", "APPLIED"),
        Subject.MEDIA.becomes(
            Map.of("/title", "new"),
            "the document's own time counts more than the signature's",
            media("media.update", start, newer),
            media("media.update", start.plusSeconds(60), older)),
        Subject.MEDIA.becomes(
            Map.of("/title", "t", "/slug", "null", "/attributes/slug", ""),
            "an explicit null clears a member",
            media("media.update", start, "\"title\":\"t\",\"slug\":\"s\""),
            media("media.update", start.plusMillis(1), "\"slug\":null")));
  }

  private static List<Rule> ofMediaOfOneTime(Instant start) {
    String time = "\"date_updated\":\"2026-02-02T00:00:00Z\"";
    return List.of(
        Subject.MEDIA.becomes(
            Map.of("/title", "updated"),
            "update beats create of the same time",
            media("media.create", start, "\"title\":\"created\""),
            media("media.update", start, "\"title\":\"updated\"")),
        Subject.MEDIA.isGone(
            "delete beats update of the same time",
            media("media.update", start, "\"title\":\"updated\",\"status\":\"OK\""),
            media("media.delete", start, "\"title\":\"deleted\"")),
        Subject.MEDIA.becomes(
            Map.of("/title", "b"),
            "the later signature wins between documents of one time",
            media("media.update", start, "\"title\":\"a\"," + time),
            media("media.update", start.plusMillis(1), "\"title\":\"b\"," + time)));
  }

  private static List<Rule> ofTheTrash(Instant start) {
    return List.of(
        Subject.MEDIA.isGone(
            "a media in the trash is gone",
            media("media.update", start, "\"status\":\"OK\""),
            media("media.update", start.plusMillis(1), "\"status\":\"TRASH\"")),
        Subject.MEDIA.becomes(
            Map.of("/title", "t", "/status", "OK"),
            "a media comes back from the trash",
            media("media.delete", start, "\"title\":\"t\",\"status\":\"TRASH\""),
            media("media.undelete", start.plusMillis(1), "\"status\":\"OK\"")));
  }

  private static List<Rule> ofPresence(Instant start) {
    String changed = ",\"date_updated\":\"" + start.plusSeconds(5) + "\"";
    Instant last = start.plusSeconds(7);
    String whole = "\"title\":\"t\",\"status\":\"OK\"" + changed;
    return List.of(
        Subject.MEDIA.isGone(
            "a delete that was signed last wins though its document is older than a part",
            media("media.create", start.plusSeconds(5), whole),
            media("media.update", start.plusSeconds(6), "\"title\":\"part\",\"status\":\"OK\""),
            media("media.delete", last, whole)),
        Subject.CATEGORY.isGone(
            "the same for another model",
            media("categories.create", start.plusSeconds(5), whole),
            media("categories.update", start.plusSeconds(6), "\"title\":\"part\""),
            media("categories.delete", last, whole)),
        Subject.MEDIA.becomes(
            Map.of("/title", "again"),
            "a newer create without a status brings a media back",
            media("media.delete", start, "\"title\":\"t\""),
            media("media.create", start.plusSeconds(1), "\"title\":\"again\"")),
        Subject.CATEGORY.becomes(
            Map.of("/attributes/title", "again"),
            "a newer create brings another model back",
            media("category.delete", start, "\"title\":\"t\""),
            media("category.create", start.plusSeconds(1), "\"title\":\"again\"")),
        Subject.MEDIA.isGone(
            "an action is known in any case",
            media("media.create", start, "\"title\":\"t\""),
            media("Media.Delete", start.plusSeconds(1), "\"title\":\"t\"")));
  }

  private static List<Rule> ofFormsOfTime(Instant start) {
    String newer = "\"title\":\"new\",\"date_updated\":";
    String older = "\"title\":\"old\",\"date_updated\":";
    List<Rule> rules = new ArrayList<>();
    for (String form :
        List.of(
            "%d",
            "\"%d\"",
            "\"%2$tFT%2$tT.%2$tL\"",
            "\"%2$tF %2$tT.%2$tL\"",
            "\"%2$tFT%2$tT.%2$tL+0000\"",
            "\"%2$tF %2$tT.%2$tL UTC\"")) {
      rules.add(
          Subject.MEDIA.becomes(
              Map.of("/title", "new", "/dateUpdated", "2026-02-02T00:00:00Z"),
              "a document's time written as " + form + " orders",
              media("media.update", start, newer + written(form, "2026-02-02T00:00:00Z")),
              media(
                  "media.update",
                  start.plusSeconds(60),
                  older + written(form, "2026-02-01T00:00:00Z"))));
    }
    rules.add(
        Subject.MEDIA.becomes(
            Map.of("/title", "right"),
            "a document's time far ahead freezes nothing",
            media("media.update", start, "\"title\":\"far\",\"date_updated\":4070908800000"),
            media("media.update", start.plusSeconds(1), "\"title\":\"right\"")));
    return rules;
  }

  private static String written(String form, String time) {
    Instant at = Instant.parse(time);
    return form.formatted(at.toEpochMilli(), at.atOffset(ZoneOffset.UTC));
  }

  private static List<Rule> ofSignedDocuments(Instant start) {
    long second = start.getEpochSecond();
    return List.of(
        Subject.ORDER.becomes(
            Map.of("/attributes/name", "new"),
            "the newer signed document stays",
            order("E1", "order.updated", second + "", "old"),
            order("E2", "order.updated", second + 1 + ".5", "new")),
        Subject.ORDER.isGone(
            "a signed document deleted in the second of its update is gone",
            order("E1", "order.updated", second + "", "old"),
            order("E2", "order.Deleted", second + "", "old")),
        Subject.ORDER.becomes(
            Map.of("/attributes/name", "b"),
            "of signed documents of one second the later text stays",
            order("E1", "order.updated", second + "", "a"),
            order("E2", "order.updated", second + "", "b")));
  }

  private static SignedRequest order(String id, String type, String at, String name) {
    String body =
        "{\"id\":\"%s\",\"type\":\"%s\",\"at\":%s,\"data\":{\"id\":\"O1\",\"name\":\"%s\"}}"
            .formatted(id, type, at, name);
    return SignedRequests.filmmakers(TestSources.SIGNED_SECRET, body, Instant.now());
  }

  private static List<Rule> ofWaymark(Instant start) {
    String first = "\"updatedAt\":\"2026-01-01T00:00:00Z\"";
    String second = "\"updatedAt\":\"2026-01-02T00:00:00Z\"";
    String at = "\"2026-01-01T00:01:00Z\"";
    return List.of(
        Subject.VIDEO.becomes(
            Map.of("/name", "new"),
            "the newer video stays",
            video("E1", start, "\"name\":\"old\"," + first),
            video("E2", start.minusSeconds(9), "\"name\":\"new\"," + second)),
        Subject.VIDEO.becomes(
            Map.of("/name", "dated"),
            "a video without its time never beats one that has it",
            video("E1", start, "\"name\":\"dated\"," + first),
            video("E2", start.plusSeconds(9), "\"name\":\"undated\"")),
        Subject.VIDEO.becomes(
            Map.of("/name", "later"),
            "among videos without a time the event's decides",
            video("E1", start, "\"name\":\"earlier\""),
            video("E2", start.plusSeconds(9), "\"name\":\"later\"")),
        Subject.VIDEO.becomes(
            Map.of("/renders/0/status", "succeeded"),
            "a finished render beats one in progress of the same time",
            video("E1", start, renders(render("email", "succeeded", at))),
            video("E2", start.plusSeconds(5), renders(render("email", "in_progress", at)))),
        Subject.ACCOUNT.becomes(
            Map.of("/firstName", "Mabel Ann"),
            "the later account stays",
            account("E1", start, "Mabel"),
            account("E2", start.plusSeconds(1), "Mabel Ann")));
  }

  @ParameterizedTest(name = "{0} (reversed: {1})")
  @MethodSource("rulesInBothOrders")
  void bothOrdersLeadToTheSameRecord(Rule rule, boolean reversed) {
    String source = settle(rule.subject(), reversed, rule.events());

    String path = rule.subject().path(source);
    if (rule.members().isEmpty()) {
      callboard.get(path).isProblem(410);
    } else {
      JsonNode current = callboard.current(path);
      assertThat(rule.members())
          .allSatisfy((member, text) -> assertThat(current.at(member).asText()).isEqualTo(text));
    }
    if (!rule.states().isEmpty()) {
      assertThat(callboard.items("events?source=" + source))
          .extracting(event -> event.path("state").asText())
          .containsExactlyInAnyOrderElementsOf(rule.states());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofAPurgedMediaNothingIsKept(boolean reversed) {
    List<SignedRequest> events =
        List.of(
            media("media.update", start, "\"title\":\"secret cut\""),
            media("media.purged", start.plusMillis(1), "\"title\":\"secret cut\""));

    String source = settle(Subject.MEDIA, reversed, events);

    callboard.get(Subject.MEDIA.path(source)).isProblem(410);
    List<JsonNode> deleted = callboard.items("media?include_deleted=true&source=" + source);
    assertThat(deleted).hasSize(1);
    assertThat(deleted.getFirst().toString()).doesNotContain("secret cut");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rendersOfOneVideoMergeByFormat(boolean reversed) {
    String begun = render("email", "in_progress", "null");
    String done = render("email", "succeeded", "\"2026-01-01T00:01:00Z\"");
    String other = render("broadcast", "in_progress", "null");
    String failed = render("broadcast", "failed", "\"2026-01-01T00:02:00Z\"");
    List<SignedRequest> events =
        List.of(
            video("E1", start, renders(begun)),
            video("E2", start, renders(done, other)),
            video("E3", start, renders(failed)));

    String source = settle(Subject.VIDEO, reversed, events);

    JsonNode renders = callboard.current(Subject.VIDEO.path(source)).path("renders");
    assertThat(renders.findValuesAsText("format")).containsExactlyInAnyOrder("email", "broadcast");
    assertThat(renders.findValuesAsText("status")).containsExactlyInAnyOrder("succeeded", "failed");
  }

  /** Settles the events one after the other in a new source, and returns its name. */
  private String settle(Subject subject, boolean reversed, List<SignedRequest> events) {
    String source = callboard.sources().fresh(subject.provider);
    (reversed ? events.reversed() : events).forEach(event -> callboard.settled(source, event));
    return source;
  }

  private static SignedRequest profile(String type, Instant created) {
    return SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, type, "1", created, Instant.now());
  }

  private static SignedRequest media(String type, Instant date, String members) {
    return SignedRequests.mediastream(
        TestSources.MEDIASTREAM_SECRET, type, "M1", "{\"_id\":\"M1\"," + members + "}", date);
  }

  private static SignedRequest video(String eventId, Instant at, String members) {
    String data = "{\"id\":\"V1\"," + members + "}";
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, eventId, "video.rendered", at, data, Instant.now());
  }

  private static String renders(String... renders) {
    return "\"updatedAt\":\"2026-01-01T00:00:00Z\",\"renders\":[" + String.join(",", renders) + "]";
  }

  private static String render(String format, String status, String renderedAt) {
    return "{\"format\":\"%s\",\"status\":\"%s\",\"renderedAt\":%s,\"url\":\"https://x.example/a\"}"
        .formatted(format, status, renderedAt);
  }

  private static SignedRequest account(String eventId, Instant at, String firstName) {
    String data = "{\"id\":\"A1\",\"firstName\":\"" + firstName + "\"}";
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, eventId, "account.created", at, data, Instant.now());
  }
}

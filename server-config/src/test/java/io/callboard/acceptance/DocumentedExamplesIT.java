package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples in the providers' documents, signed, sent, settled and read back. */
@ExtendWith(SharedServer.class)
class DocumentedExamplesIT {
  private static final String MEDIA =
      """
      {"_id":"61d4cf6c0f124264a0118b3e","title":"Opening night","slug":"opening-night",\
      "type":"video","status":"OK","is_published":true,"duration":61.5,\
      "date_created":"2022-01-04T22:51:24.000Z","date_updated":"2022-03-31T13:46:55.000Z",\
      "categories":["a","b"],"protocols":{"hls":"https://x.example/a.m3u8"},"views":12345678901234567890}\
      """;
  private static final String VIDEO =
      """
      {"id":"1234-ABCD-1234-ABCD","createdAt":"2019-08-08T16:22:38.924635Z",\
      "updatedAt":"2020-12-01T18:15:06.501702Z","isPurchased":true,"name":"A Video About Cars",\
      "templateID":"1234-ABCD-1234-ABCD","renders":%s}\
      """;
  private static final String RENDERS =
      """
      [{"renderedAt":"2019-08-08T16:22:38.924635Z","format":"broadcast_quality",\
      "url":"https://x.y.z/12345.mov","status":"succeeded"},\
      {"renderedAt":"2019-08-08T16:22:38.924635Z","format":"email",\
      "url":"https://x.y.z/12345.mp4","status":"in_progress"}]\
      """;
  private static final String ACCOUNT =
      """
      {"id":"1234-ABCD-1234-ABCD","firstName":"Mabel","lastName":"Tierney",\
      "emailAddress":"mtierney@example.com","companyName":"Tierney Auto, Inc.",\
      "phone":"248-555-1212","city":"Dearborn","state":"MI"}\
      """;
  private static final Instant EVENT_TIME = Instant.parse("2019-08-08T16:22:38.924635Z");

  private final Callboard callboard;

  DocumentedExamplesIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void anActorProfileThatWasUpdatedWaitsToBeFetched() {
    String source = callboard.sources().fresh("filmmakers");
    String body =
        """
        {
        "type": "actor_profile.updated",
        "created": 1633887337,
        "data": {
        "id": 123
        }
        }
        """;
    SignedRequest request =
        SignedRequests.filmmakers(TestSources.FILMMAKERS_OLD_KEY, body, Instant.now());

    JsonNode event = callboard.settled(source, request);

    assertLogged(event, source, "actor_profile.updated", "profile", "123");
    assertThat(event.path("state").asText()).isEqualTo("PENDING");
    assertThat(event.path("occurredAt").asText()).isEqualTo("2021-10-10T17:35:37Z");
    assertThat(event.path("secretIndex").asInt()).isEqualTo(1);
    assertThat(proven(event)).containsExactly("timestamp", "body");
    assertThat(event.path("headers").path("x-signature").path(0).asText())
        .isEqualTo(request.headers().get("X-Signature"));
    assertBody(event, request);
    JsonNode profile = callboard.current("profiles/" + source + "/123");
    assertRecord(profile, source, "123", "PENDING", event);
  }

  @Test
  void anActorProfileThatWasDeletedIsGone() {
    String source = callboard.sources().fresh("filmmakers");
    String body =
        "{\"type\":\"actor_profile.deleted\",\"created\":1633887337,\"data\":{\"id\":123}}";

    JsonNode event =
        callboard.settled(
            source, SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, body, Instant.now()));

    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    JsonNode gone = callboard.get("profiles/" + source + "/123").isProblem(410).json();
    assertThat(gone.path("deletedAt").asText()).isEqualTo("2021-10-10T17:35:37Z");
  }

  @Test
  void aMediaUpdateIsReadBackAsMedia() {
    String source = callboard.sources().fresh("mediastream");
    Instant now = Instant.now();
    SignedRequest request =
        SignedRequests.mediastream(
            TestSources.MEDIASTREAM_SECRET, "media.update", "61d4cf6c0f124264a0118b3e", MEDIA, now);

    JsonNode event = callboard.settled(source, request);

    assertLogged(event, source, "media.update", "media", "61d4cf6c0f124264a0118b3e");
    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    assertThat(event.path("secretIndex").asInt()).isZero();
    assertThat(proven(event)).containsExactly("type", "id", "date");
    assertBody(event, request);
    JsonNode media = callboard.current("media/" + source + "/61d4cf6c0f124264a0118b3e");
    assertRecord(media, source, "61d4cf6c0f124264a0118b3e", "CURRENT", event);
    assertThat(media.path("title").asText()).isEqualTo("Opening night");
    assertThat(media.path("slug").asText()).isEqualTo("opening-night");
    assertThat(media.path("type").asText()).isEqualTo("video");
    assertThat(media.path("status").asText()).isEqualTo("OK");
    assertThat(media.path("published").asBoolean()).isTrue();
    assertThat(media.path("duration").asDouble()).isEqualTo(61.5);
    assertThat(media.path("dateUpdated").asText()).isEqualTo("2022-03-31T13:46:55Z");
    assertThat(media.path("attributes")).isEqualTo(Answer.parsed(MEDIA));
  }

  @Test
  void aCustomerUpdateIsReadBackAsADocument() {
    String source = callboard.sources().fresh("mediastream");
    String data =
        "{\"account\":\"5a0b\",\"email\":\"email@test.com\",\"id\":\"83560924817634561\"}";
    SignedRequest request =
        SignedRequests.mediastream(
            TestSources.MEDIASTREAM_SECRET,
            "customers.update",
            "83560924817634561",
            data,
            Instant.now());

    JsonNode event = callboard.settled(source, request);

    assertLogged(event, source, "customers.update", "customer", "83560924817634561");
    JsonNode customer = callboard.current("documents/" + source + "/customer/83560924817634561");
    assertRecord(customer, source, "83560924817634561", "CURRENT", event);
    assertThat(customer.path("kind").asText()).isEqualTo("customer");
    assertThat(customer.path("attributes")).isEqualTo(Answer.parsed(data));
    assertThat(callboard.items("documents?source=" + source + "&q=email%40test")).hasSize(1);
  }

  @Test
  void aVideoIsCompletedAndThenRendered() {
    String source = callboard.sources().fresh("waymark");
    SignedRequest completed = signed("completed", "video.completed", VIDEO.formatted("[]"));
    SignedRequest rendered = signed("rendered", "video.rendered", VIDEO.formatted(RENDERS));

    JsonNode first = callboard.settled(source, completed);
    JsonNode second = callboard.settled(source, rendered);

    assertLogged(first, source, "video.completed", "video", "1234-ABCD-1234-ABCD");
    assertLogged(second, source, "video.rendered", "video", "1234-ABCD-1234-ABCD");
    assertThat(second.path("state").asText()).isEqualTo("APPLIED");
    assertThat(second.path("key").asText()).isEqualTo("rendered");
    assertThat(second.path("occurredAt").asText()).isEqualTo(EVENT_TIME.toString());
    assertThat(proven(second)).containsExactly("body");
    assertBody(second, rendered);
    JsonNode video = callboard.current("videos/" + source + "/1234-ABCD-1234-ABCD");
    assertRecord(video, source, "1234-ABCD-1234-ABCD", "CURRENT", second);
    assertThat(video.path("name").asText()).isEqualTo("A Video About Cars");
    assertThat(video.path("templateId").asText()).isEqualTo("1234-ABCD-1234-ABCD");
    assertThat(video.path("purchased").asBoolean()).isTrue();
    assertThat(video.path("accountId").asText()).isEqualTo("ACC-1");
    assertThat(video.path("externalId").isNull()).isTrue();
    assertThat(video.path("renders").findValuesAsText("format"))
        .containsExactlyInAnyOrder("broadcast_quality", "email");
    assertThat(render(video, "broadcast_quality").path("playable").asBoolean()).isTrue();
    assertThat(render(video, "email").path("playable").asBoolean()).isFalse();
  }

  @Test
  void anAccountIsReadBack() {
    String source = callboard.sources().fresh("waymark");

    JsonNode event = callboard.settled(source, signed("created", "account.created", ACCOUNT));

    assertLogged(event, source, "account.created", "account", "1234-ABCD-1234-ABCD");
    JsonNode account = callboard.current("accounts/" + source + "/1234-ABCD-1234-ABCD");
    assertRecord(account, source, "1234-ABCD-1234-ABCD", "CURRENT", event);
    assertThat(account.path("firstName").asText()).isEqualTo("Mabel");
    assertThat(account.path("lastName").asText()).isEqualTo("Tierney");
    assertThat(account.path("emailAddress").asText()).isEqualTo("mtierney@example.com");
    assertThat(account.path("companyName").asText()).isEqualTo("Tierney Auto, Inc.");
    assertThat(account.path("phone").asText()).isEqualTo("248-555-1212");
    assertThat(account.path("city").asText()).isEqualTo("Dearborn");
    assertThat(account.path("region").asText()).isEqualTo("MI");
    assertThat(account.path("attributes")).isEqualTo(Answer.parsed(ACCOUNT));
  }

  @Test
  void anUnsignedVideoIsTakenFromASourceThatDoesNotSign() {
    SignedRequest request =
        SignedRequests.waymarkUnsigned(
            "unsigned-1", "video.completed", EVENT_TIME, VIDEO.formatted("[]"));

    JsonNode event = callboard.settled("unsigned-waymark", request);

    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    assertThat(proven(event)).isEmpty();
    assertThat(event.path("secretIndex").isNull()).isTrue();
    callboard.current("videos/unsigned-waymark/1234-ABCD-1234-ABCD");
  }

  private static SignedRequest signed(String eventId, String type, String data) {
    return SignedRequests.waymark(
        TestSources.WAYMARK_SECRET, eventId, type, EVENT_TIME, data, Instant.now());
  }

  private static JsonNode render(JsonNode video, String format) {
    for (JsonNode render : video.path("renders")) {
      if (render.path("format").asText().equals(format)) {
        return render;
      }
    }
    throw new AssertionError("no render " + format);
  }

  private static List<String> proven(JsonNode event) {
    List<String> proven = new ArrayList<>();
    event.path("proven").forEach(part -> proven.add(part.asText()));
    return proven;
  }

  private static void assertLogged(
      JsonNode event, String source, String type, String kind, String subject) {
    assertThat(event.path("source").asText()).isEqualTo(source);
    assertThat(event.path("type").asText()).isEqualTo(type);
    assertThat(event.path("kind").asText()).isEqualTo(kind);
    assertThat(event.path("subject").asText()).isEqualTo(subject);
    assertThat(event.path("attempts").asInt()).isEqualTo(1);
    assertThat(event.path("duplicates").asInt()).isZero();
    assertThat(event.path("address").asText()).isEqualTo("127.0.0.1");
  }

  private static void assertRecord(
      JsonNode current, String source, String id, String state, JsonNode event) {
    assertThat(current.path("source").asText()).isEqualTo(source);
    assertThat(current.path("id").asText()).isEqualTo(id);
    assertThat(current.path("state").asText()).isEqualTo(state);
    assertThat(current.path("lastEvent").asText()).isEqualTo(event.path("id").asText());
  }

  private void assertBody(JsonNode event, SignedRequest request) {
    Answer body = callboard.get("events/" + event.path("id").asText() + "/body");
    assertThat(body.body()).isEqualTo(request.body());
    assertThat(body.header("content-type")).isEqualTo("application/octet-stream");
  }
}

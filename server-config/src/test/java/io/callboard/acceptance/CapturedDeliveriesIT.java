package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An attacker resends a captured delivery, and changes the parts that its signature does not cover.
 */
@ExtendWith(SharedServer.class)
class CapturedDeliveriesIT {
  private static final String TYPE = "media.update";

  private final Instant now = Instant.now();
  private final Callboard admin;

  CapturedDeliveriesIT(Callboard callboard) {
    this.admin = callboard;
  }

  @Test
  void variantsOfAnOldDeliveryTakeOnePlaceInQuarantine() {
    String source = admin.sources().fresh("mediastream");
    Instant old = now.minus(Duration.ofDays(10));
    IntStream.range(0, 40)
        .forEach(i -> admin.refused(source, media("{\"_id\":\"M1\",\"n\":" + i + "}", old), 401));

    Callboard.await(
        () -> admin.ledger(source).path("rejected").asInt(), rejected -> rejected == 40);
    List<JsonNode> rows = admin.items("rejections?limit=500&source=" + source);
    assertThat(rows).hasSizeBetween(2, 21);
    assertThat(rows).filteredOn(row -> row.path("quarantined").asBoolean()).hasSize(1);

    JsonNode late = admin.rejected(source, media("{\"_id\":\"M2\"}", old), 401);
    assertThat(late.path("quarantined").asBoolean()).isTrue();
  }

  static Stream<Map.Entry<String, SignedRequest>> outOfAnyTime() {
    Instant milliseconds = Instant.ofEpochSecond(Instant.now().toEpochMilli());
    byte[] profile =
        SignedRequests.filmmakers("any", "actor_profile.updated", "7", Instant.now(), Instant.now())
            .body();
    String order = "{\"id\":\"far\",\"type\":\"order.paid\",\"data\":{\"id\":\"O1\"}}";
    return Stream.of(
        Map.entry(
            "filmmakers",
            SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, profile, milliseconds)),
        Map.entry(
            "filmmakers",
            SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, profile, Long.MAX_VALUE)),
        Map.entry("mediastream", media("{\"_id\":\"M1\"}", Instant.ofEpochMilli(Long.MAX_VALUE))),
        Map.entry("mediastream", media("{\"_id\":\"M1\"}", Instant.ofEpochMilli(Long.MIN_VALUE))),
        Map.entry(
            "waymark",
            SignedRequests.waymark(
                TestSources.WAYMARK_SECRET,
                "E1",
                "video.completed",
                Instant.now(),
                "{\"id\":\"V1\"}",
                milliseconds)),
        Map.entry(
            "standard",
            SignedRequests.standardWebhooks(
                TestSources.STANDARD_SECRET, "far", milliseconds, order)));
  }

  @ParameterizedTest
  @MethodSource("outOfAnyTime")
  void aTimeHoweverFarAwayCostsAClickAndNotTheEvent(Map.Entry<String, SignedRequest> far) {
    String source =
        far.getKey().equals("standard") ? "standard" : admin.sources().fresh(far.getKey());
    JsonNode rejection = admin.rejected(source, far.getValue(), 401);
    assertThat(rejection.path("reason").asText()).isEqualTo("signature-stale");
    assertThat(rejection.path("quarantined").asBoolean()).isTrue();

    Answer accepted =
        admin.change("POST", "rejections/" + rejection.path("id").asText() + "/accept", "");

    JsonNode event = admin.settled(accepted.json().path("event").asText());
    assertThat(event.path("source").asText()).isEqualTo(source);
    assertThat(admin.get("events/" + event.path("id").asText() + "/body").body())
        .isEqualTo(far.getValue().body());
  }

  @Test
  void aRetryThatIsSerialisedDifferentlyIsADuplicate() {
    String source = admin.sources().fresh("mediastream");
    String original =
        admin.accepted(source, media("{\"_id\":\"M1\",\"title\":\"é\",\"n\":{\"a\":1,\"b\":2}}"));
    admin.settled(original);

    JsonNode retry =
        admin.settled(
            source, media("{ \"n\": {\"b\":2, \"a\":1},\n\"title\":\"\\u00e9\",\"_id\":\"M1\" }"));

    assertThat(retry.path("state").asText()).isEqualTo("DUPLICATE");
    assertThat(retry.path("duplicateOf").asText()).isEqualTo(original);
  }

  @Test
  void forgeriesOfOneEventAreHeldTenTimesAndAreDismissed() {
    String source = admin.sources().fresh("mediastream");
    String original = admin.accepted(source, media("{\"_id\":\"M1\",\"title\":\"genuine\"}"));
    admin.settled(original);
    List<String> forged =
        IntStream.range(0, 14)
            .mapToObj(i -> admin.accepted(source, media("{\"_id\":\"M1\",\"n\":" + i + "}")))
            .toList();
    JsonNode line = admin.ledger(source);
    assertThat(line.path("held").asInt()).isEqualTo(10);
    assertThat(line.path("duplicate").asInt()).isEqualTo(4);
    assertThat(admin.settled(original).path("duplicates").asInt()).isEqualTo(4);

    String held =
        forged.stream()
            .filter(event -> admin.settled(event).path("state").asText().equals("HELD"))
            .findFirst()
            .orElseThrow();
    String dismiss = "events/" + held + "/dismiss";
    admin.change("POST", dismiss, "{\"reason\":\" \"}").isProblem(400);
    Answer dismissed = admin.change("POST", dismiss, "{\"reason\":\"a forgery\"}");
    assertThat(dismissed.status()).describedAs(dismissed.text()).isEqualTo(200);
    assertThat(dismissed.json().path("state").asText()).isEqualTo("IGNORED");
    assertThat(dismissed.json().path("cause").asText()).startsWith("dismissed: a forgery");
    admin.change("POST", dismiss, "{\"reason\":\"a forgery\"}").isProblem(409);
    assertThat(admin.items("audit?action=event.dismissed&subject=" + held)).hasSize(1);

    String rest =
        "{\"filter\":{\"source\":\"" + source + "\",\"state\":\"HELD\"},\"reason\":\"forgeries\"}";
    JsonNode job = Jobs.over(admin, admin.change("POST", "dismissals", rest));
    assertThat(job.path("counts").path("applied").asInt()).isEqualTo(9);
    assertThat(job.path("reason").asText()).isEqualTo("forgeries");
    JsonNode after = admin.ledger(source);
    assertThat(after.path("held").asInt()).isZero();
    assertThat(after.path("ignored").asInt()).isEqualTo(10);
    assertThat(after.path("balanced").asBoolean()).isTrue();
    assertThat(admin.current("media/" + source + "/M1").path("title").asText())
        .isEqualTo("genuine");
    Callboard.await(
        () -> admin.items("alarms?source=" + source),
        alarms ->
            alarms.stream()
                .allMatch(
                    alarm ->
                        !alarm.path("kind").asText().equals("content-held")
                            || !alarm.path("clearedAt").isNull()));
  }

  @Test
  void whatNobodyWillAcceptLeavesTheQuarantine() {
    String source = admin.sources().fresh("mediastream");
    Instant old = now.minus(Duration.ofDays(10));
    JsonNode one = admin.rejected(source, media("{\"_id\":\"M1\"}", old), 401);
    admin.rejected(source, media("{\"_id\":\"M2\"}", old), 401);
    String path = "rejections/" + one.path("id").asText();

    Answer dismissed = admin.change("POST", path + "/dismiss", "{\"reason\":\"forged\"}");
    assertThat(dismissed.status()).describedAs(dismissed.text()).isEqualTo(200);
    assertThat(dismissed.json().path("quarantined").asBoolean()).isFalse();
    assertThat(dismissed.json().path("dismissed").asText()).isEqualTo("forged");
    admin.change("POST", path + "/dismiss", "{\"reason\":\"forged\"}").isProblem(409);
    admin.change("POST", path + "/accept", "").isProblem(409);

    String all =
        "{\"of\":\"rejections\",\"filter\":{\"source\":\"" + source + "\"},\"reason\":\"forged\"}";
    JsonNode job = Jobs.over(admin, admin.change("POST", "dismissals", all));
    assertThat(job.path("counts").path("applied").asInt()).isEqualTo(1);
    assertThat(admin.items("rejections?source=" + source))
        .noneMatch(row -> row.path("quarantined").asBoolean());
  }

  @Test
  void ofARefusedRequestOnlyHarmlessHeadersAreKept() {
    String source = admin.sources().fresh("filmmakers");
    Instant old = now.minus(Duration.ofDays(10));
    SignedRequest signed =
        SignedRequests.filmmakers(
            TestSources.FILMMAKERS_KEY, "actor_profile.updated", "7", old, old);
    Map<String, String> headers = new HashMap<>(signed.headers());
    headers.put("X-Api-Key", "key-of-a-stranger");
    headers.put("X-Amz-Security-Token", "token-of-a-stranger");
    headers.put("User-Agent", "sender/1.0");

    JsonNode rejection =
        admin.rejected(
            source, new SignedRequest(signed.contentType(), headers, signed.body()), 401);

    assertThat(rejection.toString()).doesNotContain("of-a-stranger");
    assertThat(rejection.path("headers").path("x-signature").isEmpty()).isFalse();
    assertThat(rejection.path("headers").path("user-agent").path(0).asText())
        .isEqualTo("sender/1.0");
  }

  @Test
  void anIdThatCouldBeCutElsewhereIsMalformed() {
    String body = "{\"id\":\"cut\",\"type\":\"order.paid\",\"data\":{\"id\":\"O1\"}}";
    SignedRequest cut =
        SignedRequests.standardWebhooks(TestSources.STANDARD_SECRET, "an.id", now, body);

    assertThat(admin.rejected("standard", cut, 401).path("reason").asText())
        .isEqualTo("signature-malformed");
  }

  private SignedRequest media(String data) {
    return media(data, now);
  }

  private static SignedRequest media(String data, Instant date) {
    String id = Answer.parsed(data).path("_id").asText();
    String signature =
        SignedRequests.mediastreamSignature(TestSources.MEDIASTREAM_SECRET, TYPE, id, date);
    return SignedRequests.mediastreamUnder(signature, TYPE, data, date);
  }
}

package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that do not sign, that may sign, or whose signature is configured. */
@ExtendWith(SharedServer.class)
class SourcePoliciesIT {
  private final Callboard callboard;

  SourcePoliciesIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void aSourceBehindATokenTakesUnsignedEventsUnderItAlone() {
    SignedRequest unsigned = unsignedMedia("behind-token");

    JsonNode event = callboard.settled("behind-token/" + TestSources.PATH_TOKEN, unsigned);

    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    assertThat(event.path("proven")).isEmpty();
    callboard.refused("behind-token", unsigned, 404);
    JsonNode rejection =
        callboard.rejected("behind-token/" + TestSources.PATH_TOKEN + "x", unsigned, 404);
    assertThat(rejection.path("reason").asText()).isEqualTo("source-unknown");
    assertThat(rejection.toString()).doesNotContain(TestSources.PATH_TOKEN);
  }

  @Test
  void aWrongTokenIsAnsweredLikeAnUnknownSource() {
    SignedRequest unsigned = unsignedMedia("wrong");

    assertThat(callboard.send("behind-token/wrong", unsigned).text())
        .isEqualTo(callboard.send("no-such-source/wrong", unsigned).text());
  }

  @Test
  void aWrongTokenAndAForeignNetworkAreNotToldOfSizes() {
    for (String hook : List.of("behind-token/wrong", "behind-token", "far", "no-such-source")) {
      RawRequest.post(callboard, hook)
          .header("Content-Length", "5000000")
          .send(new byte[0])
          .isProblem(404);
    }
  }

  @Test
  void onlyItsNetworksMaySendToASource() {
    SignedRequest unsigned = unsignedMedia("networks");

    assertThat(callboard.settled("near", unsigned).path("state").asText()).isEqualTo("APPLIED");
    JsonNode rejection = callboard.rejected("far", unsigned, 404);
    assertThat(rejection.path("reason").asText()).isEqualTo("source-unknown");
  }

  @Test
  void withoutADateAnEventRepeatsOnlyTheLastOfItsSubject() {
    SignedRequest first =
        unsigned("{\"type\":\"media.update\",\"data\":{\"_id\":\"L1\",\"title\":\"a\"}}");
    SignedRequest second =
        unsigned("{\"type\":\"media.update\",\"data\":{\"_id\":\"L1\",\"title\":\"b\"}}");

    assertThat(stateAt("near", first)).isEqualTo("APPLIED");
    assertThat(stateAt("near", first)).isEqualTo("DUPLICATE");
    assertThat(stateAt("near", second)).isEqualTo("APPLIED");
    assertThat(stateAt("near", first)).isEqualTo("APPLIED");
    assertThat(callboard.current("media/near/L1").path("title").asText()).isEqualTo("a");
  }

  @Test
  void anOptionalSignatureMayBeMissing() {
    Instant now = Instant.now();
    JsonNode film =
        callboard.settled(
            "optional-filmmakers",
            unsigned("{\"type\":\"actor_profile.updated\",\"created\":1,\"data\":{\"id\":1}}"));
    JsonNode media = callboard.settled("optional-mediastream", unsignedMedia("optional"));
    JsonNode video =
        callboard.settled(
            "optional-waymark",
            SignedRequests.waymarkUnsigned("O1", "video.completed", now, "{\"id\":\"V1\"}"));

    for (JsonNode event : new JsonNode[] {film, media, video}) {
      assertThat(event.path("proven")).isEmpty();
      assertThat(event.path("secretIndex").isNull()).isTrue();
      assertThat(event.path("state").asText()).isNotEqualTo("FAILED");
    }
  }

  @Test
  void anOptionalSignatureIsVerifiedWhenThereIsOne() {
    JsonNode good = callboard.settled("optional-filmmakers", profile(TestSources.FILMMAKERS_KEY));
    JsonNode bad = callboard.rejected("optional-filmmakers", profile("another key"), 401);

    assertThat(good.path("proven")).isNotEmpty();
    assertThat(bad.path("reason").asText()).isEqualTo("signature-mismatch");
  }

  @Test
  void standardWebhooksAreTaken() {
    Instant now = Instant.now();
    String secret = TestSources.STANDARD_SECRET;

    assertTaken(
        "standard", SignedRequests.standardWebhooks(secret, "msg_1", now, order("S1", "first")));
    assertRefused(
        "standard",
        "signature-stale",
        SignedRequests.standardWebhooks(secret, "m", now.minusSeconds(600), order("S2", "late")));
    assertRefused(
        "standard",
        "signature-mismatch",
        SignedRequests.standardWebhooks("whsec_AAAA", "m", now, order("S3", "forged")));
  }

  /** Clerk, Resend and others send these names. */
  @Test
  void standardWebhooksAreTakenUnderTheNamesOfSvix() {
    SignedRequest good =
        SignedRequests.standardWebhooks(
            TestSources.STANDARD_SECRET, "msg_2", Instant.now(), order("S4", "first"));
    Map<String, String> headers = new HashMap<>();
    good.headers().forEach((name, value) -> headers.put(name.replace("webhook-", "svix-"), value));

    assertTaken("svix", new SignedRequest(good.contentType(), headers, good.body()));
    headers.put("webhook-id", "another");
    assertRefused(
        "svix", "signature-malformed", new SignedRequest(good.contentType(), headers, good.body()));
  }

  @Test
  void timestampedHmacsAreTaken() {
    assertTaken(
        "timestamped",
        SignedRequests.filmmakers(TestSources.SIGNED_SECRET, order("T1", "first"), Instant.now()));
    assertRefused(
        "timestamped",
        "signature-mismatch",
        SignedRequests.filmmakers("another", order("T2", "forged"), Instant.now()));
  }

  @Test
  void plainHmacsAreTaken() {
    String header = "X-Hub-Signature-256";
    assertTaken(
        "hub", SignedRequests.hmac(TestSources.SIGNED_SECRET, header, order("H1", "first")));
    assertRefused(
        "hub", "signature-mismatch", SignedRequests.hmac("other", header, order("H2", "forged")));
    assertRefused("hub", "signature-missing", unsigned(order("H3", "unsigned")));
  }

  @Test
  void tokensAreTaken() {
    long now = Instant.now().getEpochSecond();
    String header = "{\"alg\":\"HS256\"}";
    String claims =
        order("J1", "first")
            .replaceFirst(
                "\\{",
                "{\"iss\":\"orders.example\",\"iat\":%d,\"exp\":%d,".formatted(now, now + 60));

    assertTaken("token", SignedRequests.token(TestSources.SIGNED_SECRET, header, claims));
    assertRefused(
        "token",
        "signature-claims",
        SignedRequests.token(
            TestSources.SIGNED_SECRET, header, claims.replace("orders.example", "evil.example")));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-12-23T11:26:21+0100,2021-12-23T10:26:21Z",
    "2021-12-23 11:26:21 +0100,2021-12-23T10:26:21Z",
    "2021-12-23 11:26:21,2021-12-23T11:26:21Z",
    "2021-12-23 11:26:21 UTC,2021-12-23T11:26:21Z",
    "2021-02-22 17:40:23.202136,2021-02-22T17:40:23.202136Z",
    "2021-12-23T11:26:21.1234567890Z,2021-12-23T11:26:21.123456Z",
    "'Thu, 23 Dec 2021 10:26:21 GMT',2021-12-23T10:26:21Z",
    "1700000000.123,2023-11-14T22:13:20.123Z",
    "1700000000,2023-11-14T22:13:20Z",
    "1700000000123,2023-11-14T22:13:20.123Z"
  })
  void timesAreReadAsSendersWriteThem(String written, String time) {
    JsonNode event = callboard.settled("timestamped", timed('"' + written + '"'));

    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    assertThat(event.path("occurredAt").asText()).isEqualTo(time);
    assertThat(event.path("cause").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "null,",
    "'\"\"',the time could not be read: the arrival time is used",
    "'\"soon\"',the time could not be read: the arrival time is used",
    "1700000000123456,the time could not be read: the arrival time is used",
    "4070908800,the time lies too far ahead: the arrival time is used"
  })
  void arrivalCountsForATimeThatIsNotUsedAndTheEventSaysSo(String written, @Nullable String cause) {
    JsonNode event = callboard.settled("timestamped", timed(written));

    assertThat(event.path("state").asText()).isEqualTo("APPLIED");
    assertThat(event.path("cause").asText(null)).isEqualTo(cause);
  }

  private static SignedRequest timed(String at) {
    String id = UUID.randomUUID().toString();
    String body =
        "{\"id\":\"%1$s\",\"type\":\"order.created\",\"at\":%2$s,\"data\":{\"id\":\"%1$s\"}}"
            .formatted(id, at);
    return SignedRequests.filmmakers(TestSources.SIGNED_SECRET, body, Instant.now());
  }

  @Test
  void aSourceThatAsksForHttpsExistsForNobodyWhoComesByPlainHttp() {
    Instant now = Instant.now();
    SignedRequest video =
        SignedRequests.waymark(
            TestSources.WAYMARK_SECRET, "E1", "video.rendered", now, "{\"id\":\"V1\"}", now);

    JsonNode rejection = callboard.rejected("by-https", video, 404);

    assertThat(rejection.path("reason").asText()).isEqualTo("source-unknown");
    assertThat(rejection.path("detail").asText()).contains("plain HTTP");
    assertThat(callboard.send("by-https", video).text())
        .isEqualTo(callboard.send("no-such-source", video).text());
  }

  private void assertTaken(String source, SignedRequest request) {
    JsonNode event = callboard.settled(source, request);
    assertThat(event.path("state").asText()).describedAs(event.toString()).isEqualTo("APPLIED");
    assertThat(event.path("type").asText()).isEqualTo("order.created");
    assertThat(event.path("occurredAt").asText()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(event.path("proven").toString()).contains("body");
    JsonNode order = callboard.current("documents/" + source + "/order/O1");
    assertThat(order.path("attributes").path("name").asText()).isEqualTo("first");
    assertThat(stateAt(source, request)).isEqualTo("DUPLICATE");
  }

  private void assertRefused(String source, String reason, SignedRequest request) {
    assertThat(callboard.rejected(source, request, 401).path("reason").asText()).isEqualTo(reason);
  }

  private String stateAt(String source, SignedRequest request) {
    return callboard.settled(source, request).path("state").asText();
  }

  private static String order(String id, String name) {
    return """
    {"id":"%s","type":"order.created","at":1700000000,"data":{"id":"O1","name":"%s"}}\
    """
        .formatted(id, name);
  }

  private static SignedRequest profile(String key) {
    Instant now = Instant.now();
    return SignedRequests.filmmakers(key, "actor_profile.updated", "2", now, now);
  }

  private static SignedRequest unsignedMedia(String title) {
    return unsigned(
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"M-%s\",\"title\":\"%s\"}}"
            .formatted(title, title));
  }

  private static SignedRequest unsigned(String body) {
    return new SignedRequest("application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}

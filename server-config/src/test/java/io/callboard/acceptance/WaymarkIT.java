package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events of Waymark beyond its documentation, and the permitted content of its tokens. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedServer.class)
class WaymarkIT {
  private static final String HS256 = "{\"alg\":\"HS256\"}";

  private final long now = Instant.now().getEpochSecond();
  private final Callboard callboard;

  WaymarkIT(Callboard callboard) {
    this.callboard = callboard;
  }

  @Test
  void theExternalIdStaysWithTheAccountAndTheVideoAndListsFilterByIt() {
    String source = callboard.sources().fresh("waymark");
    settled(source, event("E1", "account.created", "A1", "P1", "{\"id\":\"A1\"}"));
    settled(source, event("E2", "account.created", "A1", "", "{\"id\":\"A1\",\"city\":\"X\"}"));
    settled(source, event("E3", "video.completed", "A1", "P1", "{\"id\":\"V1\"}"));
    settled(source, event("E4", "video.rendered", "", "", "{\"id\":\"V1\",\"name\":\"n\"}"));
    settled(source, event("E5", "video.rendered", "A2", "P2", "{\"id\":\"V2\"}"));

    JsonNode account = callboard.current("accounts/" + source + "/A1");
    JsonNode video = callboard.current("videos/" + source + "/V1");

    assertThat(account.path("externalId").asText()).isEqualTo("P1");
    assertThat(account.path("city").asText()).isEqualTo("X");
    assertThat(video.path("externalId").asText()).isEqualTo("P1");
    assertThat(video.path("accountId").asText()).isEqualTo("A1");
    assertThat(video.path("name").asText()).isEqualTo("n");
    assertThat(ids("videos?source=" + source + "&external_id=P1")).containsExactly("V1");
    assertThat(ids("videos?source=" + source + "&account_id=A2")).containsExactly("V2");
    assertThat(ids("videos?account_id=A2&external_id=P1")).isEmpty();
    assertThat(ids("accounts?source=" + source + "&external_id=P1")).containsExactly("A1");
    assertThat(ids("accounts?source=" + source + "&external_id=P2")).isEmpty();
    callboard.get("accounts?account_id=A1").isProblem(400);
    callboard.get("media?external_id=P1").isProblem(400);
  }

  private List<String> ids(String list) {
    return callboard.items(list).stream().map(item -> item.path("id").asText()).toList();
  }

  @Test
  void anIdMayBeANumber() {
    String source = callboard.sources().fresh("waymark");

    settled(source, event("E1", "Video.Rendered", "", "", "{\"id\":4711,\"templateID\":12}"));

    JsonNode video = callboard.current("videos/" + source + "/4711");
    assertThat(video.path("templateId").asText()).isEqualTo("12");
  }

  @Test
  void oneOddRenderFailsNoVideoAndNothingOfItIsDropped() {
    String source = callboard.sources().fresh("waymark");
    String done =
        "{\"format\":\"email\",\"status\":\"succeeded\",\"url\":\"https://x.example/1.mp4\","
            + "\"renderedAt\":\"23.12.2021\",\"duration\":12.50}";
    String queued = "{\"format\":\"broadcast\",\"status\":null}";
    String renders = "{\"0\":" + done + ",\"1\":" + queued + ",\"2\":7}";

    JsonNode event = settled(source, video("E1", renders));

    JsonNode video = callboard.current("videos/" + source + "/V1");
    assertThat(event.path("cause").asText()).contains("1 of its renders");
    assertThat(video.path("renders").findValuesAsText("format"))
        .containsExactly("broadcast", "email");
    assertThat(video.path("renders").path(0).path("status").isNull()).isTrue();
    assertThat(video.path("renders").path(1).path("playable").asBoolean()).isTrue();
    assertThat(video.path("attributes").path("renders").toString())
        .isEqualTo("[" + queued + "," + done.replace("12.50", "12.5") + ",7]");
  }

  @Test
  void aLongAddressIsWholeInTheAttributesAndNotPlayable() {
    String source = callboard.sources().fresh("waymark");
    String url = "https://x.example/" + "a".repeat(5_000);
    String render = "{\"format\":\"email\",\"status\":\"succeeded\",\"url\":\"" + url + "\"}";

    JsonNode event = settled(source, video("E1", "[" + render + "]"));

    JsonNode video = callboard.current("videos/" + source + "/V1");
    assertThat(event.path("cause").asText()).contains("4000 characters");
    assertThat(video.at("/renders/0/url").isNull()).isTrue();
    assertThat(video.at("/renders/0/playable").asBoolean()).isFalse();
    assertThat(video.at("/attributes/renders/0/url").asText()).isEqualTo(url);
  }

  @Test
  void aTimeFarAheadFreezesNoVideo() {
    String source = callboard.sources().fresh("waymark");
    String named = "{\"id\":\"V1\",\"name\":\"%s\",\"updatedAt\":\"%s\"}";

    settled(
        source,
        event("E1", "video.rendered", "", "", named.formatted("far", "2099-01-01T00:00:00Z")));
    settled(source, event("E2", "video.rendered", "", "", named.formatted("right", Instant.now())));

    assertThat(callboard.current("videos/" + source + "/V1").path("name").asText())
        .isEqualTo("right");
  }

  @ParameterizedTest
  @CsvSource({
    "HS384,HmacSHA384,200",
    "HS512,HmacSHA512,200",
    "HS256,HmacSHA256,401",
    "none,HmacSHA384,401"
  })
  void aSourceTakesTheAlgorithmsThatItAllows(String alg, String mac, int status) {
    SignedRequest request =
        SignedRequests.token(
            mac,
            TestSources.WAYMARK_SECRET,
            "{\"alg\":\"" + alg + "\"}",
            claims("", event(alg, "account.created", "", "", "{\"id\":\"A-" + alg + "\"}")));

    if (status == 200) {
      assertThat(callboard.settled("long-hashes", request).path("state").asText())
          .isEqualTo("APPLIED");
    } else {
      assertThat(callboard.rejected("long-hashes", request, status).path("reason").asText())
          .isEqualTo("signature-algorithm");
    }
  }

  @Test
  void aLongerHashIsRefusedWhereNothingAllowsIt() {
    String source = callboard.sources().fresh("waymark");
    SignedRequest request =
        SignedRequests.token(
            "HmacSHA512",
            TestSources.WAYMARK_SECRET,
            "{\"alg\":\"HS512\"}",
            claims("", video("E1", "[]")));

    assertThat(callboard.rejected(source, request, 401).path("reason").asText())
        .isEqualTo("signature-algorithm");
  }

  @Test
  void aTokenIsRefusedBeforeItsTimeAndCanBeAccepted() {
    String source = callboard.sources().fresh("waymark");
    String claims = claims("\"nbf\":" + (now + 3_600) + ",", video("E1", "[]"));
    SignedRequest early = SignedRequests.token(TestSources.WAYMARK_SECRET, HS256, claims);

    JsonNode rejection = callboard.rejected(source, early, 401);

    assertThat(rejection.path("reason").asText()).isEqualTo("signature-stale");
    assertThat(rejection.path("detail").asText()).contains("nbf");
    assertThat(rejection.path("quarantined").asBoolean()).isTrue();
    String ready = claims("\"nbf\":" + (now + 30) + ",", video("E2", "[]"));
    callboard.settled(source, SignedRequests.token(TestSources.WAYMARK_SECRET, HS256, ready));
  }

  private JsonNode settled(String source, String event) {
    SignedRequest request =
        SignedRequests.token(TestSources.WAYMARK_SECRET, HS256, claims("", event));
    JsonNode settled = callboard.settled(source, request);
    assertThat(settled.path("state").asText()).describedAs(settled.toString()).isEqualTo("APPLIED");
    return settled;
  }

  private String claims(String more, String event) {
    return "{\"iss\":\"waymark.com\",\"iat\":%d,\"exp\":%d,%s\"https://waymark.com/webhook/event\":%s}"
        .formatted(now, now + 3_600, more, event);
  }

  private static String video(String eventId, String renders) {
    return event(eventId, "video.rendered", "", "", "{\"id\":\"V1\",\"renders\":" + renders + "}");
  }

  private static String event(
      String eventId, String type, String account, String external, String data) {
    return """
    {"header":{"eventID":"%s","eventType":"%s","eventTimestamp":"%s","accountID":"%s",\
    "externalID":"%s"},"data":%s}\
    """
        .formatted(eventId, type, Instant.now(), account, external, data);
  }
}

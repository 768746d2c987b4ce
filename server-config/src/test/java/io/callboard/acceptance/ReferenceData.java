package io.callboard.acceptance;

import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The data that the requests of {@code docs/api.md} read. */
final class ReferenceData {
  private static final String PROFILE =
      """
      {"id":123,"first_name":"John","last_name":"Doe","height":180,"acting_age_from":35,
       "pictures":[{"id":140,"copyright":"Jane Doe","url":"https://images.example/140.jpg",
         "versions":{"thumb":"https://images.example/140-thumb.jpg"},"main_picture":true}],
       "showreels":[{"name":"Showreel 2026","url":"https://films.example/15","type":"video"}]}
      """;
  private static final String MEDIA =
      """
      {"_id":"61d4cf6c","title":"Opening night","slug":"opening-night","type":"video",\
      "status":"OK","is_published":true,"duration":61.5}\
      """;
  private static final String VIDEO =
      """
      {"id":"v-1","name":"A video about cars","templateID":"t-1","isPurchased":true,\
      "updatedAt":"2026-11-21T11:59:30Z","renders":[{"format":"email","status":"succeeded",\
      "url":"https://videos.example/1.mp4","renderedAt":"2026-11-21T11:59:00Z"}]}\
      """;
  private static final String ACCOUNT =
      """
      {"id":"%s","firstName":"Mabel","lastName":"Tierney","emailAddress":"mabel@example.com",\
      "companyName":"Tierney Auto, Inc.","city":"Dearborn","state":"MI"}\
      """;

  private final Callboard callboard;
  private final Instant now = Instant.now();
  private final Map<String, String> variables = new HashMap<>();

  ReferenceData(Callboard callboard) {
    this.callboard = callboard;
  }

  /** Sends the data and returns the variables with which requests name it. */
  Map<String, String> send() {
    PlayedApi api = callboard.sources().api();
    api.play("filmmakers", "/api/v1/actor_profiles/123", 200, PROFILE);
    api.play("filmmakers", "/api/v1/actor_profiles", 200, "[]");
    settle("filmmakers", profile("123", now));
    settle("mediastream", media("61d4cf6c", MEDIA, now));
    settle(
        "mediastream",
        mediastream(
            "customers.update", "8356", "{\"id\":\"8356\",\"email\":\"ada@example.com\"}", now));
    variables.put("EVENT", settle("waymark", waymark("e-1", "video.rendered", VIDEO)));
    settle("waymark", waymark("e-2", "account.created", ACCOUNT.formatted("a-1")));
    settle("waymark", waymark("e-3", "account.created", ACCOUNT.formatted("a-9")));
    settle("mediastream", media("m-2", "{\"_id\":\"m-2\",\"title\":\"One\"}", now));
    variables.put(
        "HELD", settle("mediastream", media("m-2", "{\"_id\":\"m-2\",\"title\":\"Other\"}", now)));
    damage();
    variables.put("REJECTION", quarantined("124"));
    variables.put("LATE", quarantined("125"));
    sign();
    return variables;
  }

  /** Makes a record differ from the log: an old event replaces a newer one. */
  private void damage() {
    String old = settle("mediastream", media("m-3", "{\"_id\":\"m-3\",\"title\":\"Old\"}", now));
    settle("mediastream", media("m-3", "{\"_id\":\"m-3\",\"title\":\"New\"}", now.plusSeconds(1)));
    Jobs.over(callboard, callboard.change("POST", "events/" + old + "/replay?force=true", ""));
  }

  private String quarantined(String id) {
    SignedRequest late = profile(id, now.minus(Duration.ofDays(30)));
    return callboard.rejected("filmmakers", late, 401).path("id").asText();
  }

  /** Sets the values that shell commands compute on the page. */
  private void sign() {
    String body =
        "{\"type\":\"actor_profile.updated\",\"created\":%d,\"data\":{\"id\":123}}"
            .formatted(now.getEpochSecond());
    SignedRequest signed = SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, body, now);
    List<String> signature =
        List.of(signed.headers().getOrDefault("X-Signature", "").split("t=|, v1=", -1));
    variables.put("BODY", body);
    variables.put("NOW", signature.get(1));
    variables.put("MAC", signature.get(2));
    variables.put("PATH_TOKEN", TestSources.PATH_TOKEN);
  }

  private String settle(String source, SignedRequest request) {
    return callboard.settled(source, request).path("id").asText();
  }

  private static SignedRequest profile(String id, Instant at) {
    return SignedRequests.filmmakers(
        TestSources.FILMMAKERS_KEY, "actor_profile.updated", id, at, at);
  }

  private static SignedRequest media(String id, String data, Instant date) {
    return mediastream("media.update", id, data, date);
  }

  private static SignedRequest mediastream(String type, String id, String data, Instant date) {
    return SignedRequests.mediastream(TestSources.MEDIASTREAM_SECRET, type, id, data, date);
  }

  private SignedRequest waymark(String eventId, String type, String data) {
    return SignedRequests.waymark(TestSources.WAYMARK_SECRET, eventId, type, now, data, now);
  }
}

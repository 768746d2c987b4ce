package io.callboard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every changing operation of the OpenAPI document leaves an entry in the audit trail: who, what,
 * when, from where, and no secret. The test fails for a new operation until it is in this table.
 */
@ExtendWith(SharedServer.class)
class AuditedOperationsIT {
  private static final String PASSWORD = "an audited password";
  private static final String REASON = "{\"reason\":\"no use\"}";
  private static final String VIEWER = "callboard-viewer";

  private final Instant now = Instant.now();
  private final Callboard admin;
  private final Map<String, Audited> operations = new TreeMap<>();

  AuditedOperationsIT(Callboard callboard) {
    this.admin = callboard;
    add("POST tokens", "token.created", this::makeToken);
    add("DELETE tokens/{name}", "token.revoked", this::revokeToken);
    add("POST users", "user.created", this::makeUser);
    add("PUT users/{name}", "user.changed", this::changeUser);
    add("DELETE users/{name}", "user.removed", this::removeUser);
    add("POST events/{id}/replay", "replay.started", this::replayOne);
    add("POST replays", "replay.started", by -> start(by, "replays"));
    add("POST replays/{id}/cancel", "replay.cancelled", by -> cancel(by, "replays"));
    add("POST rebuilds", "rebuild.started", by -> start(by, "rebuilds"));
    add("POST rebuilds/{id}/cancel", "rebuild.cancelled", by -> cancel(by, "rebuilds"));
    add("POST rejections/{id}/accept", "rejection.accepted", this::accept);
    add("POST acceptances", "acceptance.started", by -> start(by, "acceptances"));
    add("POST acceptances/{id}/cancel", "acceptance.cancelled", by -> cancel(by, "acceptances"));
    add("POST events/{id}/dismiss", "event.dismissed", this::dismissEvent);
    add("POST rejections/{id}/dismiss", "rejection.dismissed", this::dismissRejection);
    add("POST dismissals", "dismissal.started", by -> start(by, "dismissals"));
    add("POST dismissals/{id}/cancel", "dismissal.cancelled", by -> cancel(by, "dismissals"));
    add("POST sources/{name}/pause", "source.paused", this::pause);
    add("POST sources/{name}/resume", "source.resumed", this::resume);
    add("POST sources/{name}/reconcile", "reconciliation.requested", this::reconcile);
    add("POST backups", "backup.made", by -> by.change("POST", "backups", ""));
    add("POST erasures", "record.erased", this::erase);
    add("DELETE erasures/{id}", "erasure.lifted", this::liftErasure);
    add("PUT holds/{kind}/{source}/{id}", "hold.placed", by -> by.change("PUT", hold(), ""));
    add("DELETE holds/{kind}/{source}/{id}", "hold.lifted", this::liftHold);
  }

  /** Performs the operation and returns its answer, which must be a success. */
  private interface Operation {
    Answer by(Callboard operator);
  }

  private record Audited(String action, Operation operation) {}

  private void add(String path, String action, Operation operation) {
    operations.put(path, new Audited(action, operation));
  }

  @TestFactory
  Stream<DynamicTest> everyChangeLeavesAnEntry() {
    return operations.entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getValue())));
  }

  @Test
  void everyOperationThatChangesSomethingIsInTheTable() {
    assertThat(operations.keySet()).isEqualTo(documented());
  }

  private void check(Audited row) {
    String operator = name();
    Answer token = makeToken(admin, operator, "callboard-admin");
    Instant before = Instant.now();

    Answer answer = row.operation().by(admin.withToken(token.json().path("token").asText()));

    assertThat(answer.status()).describedAs(answer.text()).isBetween(200, 204);
    JsonNode entry =
        admin.items("audit?actor=token:" + operator).stream()
            .filter(found -> found.path("action").asText().equals(row.action()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no entry of " + row.action()));
    assertThat(entry.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(entry.path("subject").asText()).isNotEmpty();
    assertThat(Instant.parse(entry.path("at").asText()))
        .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    assertThat(entry.toString()).doesNotContain("callboard_", PASSWORD);
  }

  private Set<String> documented() {
    JsonNode paths =
        admin.request("GET", "api/openapi.json", Map.of(), new byte[0]).json().path("paths");
    Set<String> changing = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (path.getKey().startsWith("/api/v1/")
            && method.getValue().has("x-role")
            && !method.getKey().equals("get")) {
          changing.add(
              method.getKey().toUpperCase(Locale.ROOT)
                  + " "
                  + path.getKey().substring("/api/v1/".length()));
        }
      }
    }
    return changing;
  }

  private Answer makeToken(Callboard by) {
    return makeToken(by, name(), VIEWER);
  }

  private Answer makeToken(Callboard by, String name, String role) {
    String request =
        "{\"name\":\"%s\",\"role\":\"%s\",\"expiresAt\":\"%s\"}"
            .formatted(name, role, now.plus(Duration.ofHours(1)));
    return by.change("POST", "tokens", request);
  }

  private Answer revokeToken(Callboard by) {
    String name = name();
    makeToken(admin, name, VIEWER);
    return by.change("DELETE", "tokens/" + name, "");
  }

  private Answer makeUser(Callboard by) {
    return makeUser(by, name());
  }

  private static Answer makeUser(Callboard by, String name) {
    return by.change(
        "POST",
        "users",
        "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(name, VIEWER, PASSWORD));
  }

  private Answer changeUser(Callboard by) {
    String name = name();
    makeUser(admin, name);
    return by.change("PUT", "users/" + name, "{\"role\":\"callboard-operator\"}");
  }

  private Answer removeUser(Callboard by) {
    String name = name();
    makeUser(admin, name);
    return by.change("DELETE", "users/" + name, "");
  }

  private Answer replayOne(Callboard by) {
    SignedRequest media =
        SignedRequests.mediastream(
            TestSources.MEDIASTREAM_SECRET, "media.update", "m1", "{\"_id\":\"m1\"}", now);
    JsonNode event = admin.settled(admin.sources().fresh("mediastream"), media);
    return by.change("POST", "events/" + event.path("id").asText() + "/replay", "");
  }

  private Answer start(Callboard by, String jobs) {
    String source = admin.sources().fresh("mediastream");
    String kind = jobs.equals("rebuilds") ? "\"kind\":\"media\"," : "";
    String reason = jobs.equals("dismissals") ? ",\"reason\":\"no use\"" : "";
    return by.change(
        "POST", jobs, "{\"filter\":{%s\"source\":\"%s\"}%s}".formatted(kind, source, reason));
  }

  /** Cancels a job. A job may end before it can be cancelled; then the method tries another one. */
  private Answer cancel(Callboard by, String jobs) {
    return Callboard.await(
        () -> {
          String id = start(admin, jobs).json().path("id").asText();
          return by.change("POST", jobs + "/" + id + "/cancel", "");
        },
        answer -> answer.status() != 409);
  }

  private Answer dismissEvent(Callboard by) {
    String source = admin.sources().fresh("filmmakers");
    JsonNode failed =
        admin.settled(source, SignedRequests.filmmakers(TestSources.FILMMAKERS_KEY, "{}", now));
    return by.change("POST", "events/" + failed.path("id").asText() + "/dismiss", REASON);
  }

  private Answer accept(Callboard by) {
    return by.change("POST", "rejections/" + late() + "/accept", "");
  }

  private Answer dismissRejection(Callboard by) {
    return by.change("POST", "rejections/" + late() + "/dismiss", REASON);
  }

  private String late() {
    Instant late = now.minus(Duration.ofDays(30));
    JsonNode rejection =
        admin.rejected(
            admin.sources().fresh("filmmakers"),
            SignedRequests.filmmakers(
                TestSources.FILMMAKERS_KEY, "actor_profile.updated", "7", late, late),
            401);
    return rejection.path("id").asText();
  }

  private Answer pause(Callboard by) {
    return by.change("POST", "sources/" + admin.sources().fresh("waymark") + "/pause", "");
  }

  private Answer resume(Callboard by) {
    String source = admin.sources().fresh("waymark");
    admin.change("POST", "sources/" + source + "/pause", "");
    return by.change("POST", "sources/" + source + "/resume", "");
  }

  private Answer reconcile(Callboard by) {
    return by.change("POST", "sources/" + admin.sources().fresh("fetching") + "/reconcile", "");
  }

  private Answer erase(Callboard by) {
    return by.change(
        "POST",
        "erasures",
        "{\"kind\":\"media\",\"source\":\"s\",\"id\":\"%s\"}".formatted(name()));
  }

  private Answer liftErasure(Callboard by) {
    String erasure = erase(admin).json().path("id").asText();
    return by.change("DELETE", "erasures/" + erasure, "");
  }

  private static String hold() {
    return "holds/media/s/" + name();
  }

  private Answer liftHold(Callboard by) {
    String hold = hold();
    admin.change("PUT", hold, "");
    return by.change("DELETE", hold, "");
  }

  private static String name() {
    return "audited-" + UUID.randomUUID();
  }
}

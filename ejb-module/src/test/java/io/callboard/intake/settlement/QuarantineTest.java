package io.callboard.intake.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.Operator;
import io.callboard.intake.replay.Acceptance;
import io.callboard.intake.replay.JobFilters;
import io.callboard.job.Counts;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.json.JsonMembers;
import io.callboard.persistence.Statements;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rejection.RejectionFilter;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import io.callboard.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The acceptance of quarantined deliveries, which were refused only as out of time. */
@OnEachDatabase
class QuarantineTest {
  private static final Instant LONG_AGO = SettlementFixture.NOW.minus(Duration.ofDays(30));

  private final TestDatabase database;
  private final SettlementFixture node;
  private int number;

  QuarantineTest(TestDatabase database) {
    this.database = database;
    this.node = new SettlementFixture(database);
  }

  static Stream<Map.Entry<String, SignedRequest>> staleRequests() {
    return Stream.of(
        Map.entry("filmmakers", filmmakers("f")),
        Map.entry(
            "mediastream",
            SignedRequests.mediastream("m", "media.update", "m1", "{\"_id\":\"m1\"}", LONG_AGO)),
        Map.entry(
            "waymark",
            SignedRequests.waymark(
                "w", "E1", "video.completed", LONG_AGO, "{\"id\":\"v1\"}", LONG_AGO)),
        Map.entry("filmmakers", signedAtSecond(SettlementFixture.NOW.toEpochMilli())),
        Map.entry("filmmakers", signedAtSecond(0)),
        Map.entry("filmmakers", signedAtSecond(Long.MAX_VALUE)),
        Map.entry("mediastream", dated(Long.MAX_VALUE)),
        Map.entry("mediastream", dated(Long.MIN_VALUE)),
        Map.entry("mediastream", dated(SettlementFixture.NOW.toEpochMilli() * 1_000)),
        Map.entry(
            "waymark",
            SignedRequests.waymark(
                "w",
                "E1",
                "video.completed",
                LONG_AGO,
                "{\"id\":\"v1\"}",
                Instant.ofEpochSecond(SettlementFixture.NOW.toEpochMilli()))));
  }

  private static SignedRequest signedAtSecond(long second) {
    return SignedRequests.filmmakers("f", filmmakers("f").body(), second);
  }

  private static SignedRequest dated(long milli) {
    return SignedRequests.mediastream(
        "m", "media.update", "m1", "{\"_id\":\"m1\"}", Instant.ofEpochMilli(milli));
  }

  @ParameterizedTest
  @MethodSource("staleRequests")
  void isProvenWithoutRegardToItsTimeAndGoesTheWayOfEveryEvent(
      Map.Entry<String, SignedRequest> stale) {
    UUID rejection = quarantine(stale.getKey(), stale.getValue());

    Acceptance.Accepted accepted = (Acceptance.Accepted) node.accept(rejection);

    ProvenDelivery event = node.journal().getFirst();
    assertThat(event.delivery().id()).isEqualTo(accepted.event());
    assertThat(event.delivery().body()).isEqualTo(stale.getValue().body());
    assertThat(event.proof().secretIndex()).isZero();
    assertThat(node.accept(rejection)).isEqualTo(new Acceptance.Already(accepted.event()));
    assertThat(node.journal()).hasSize(1);
  }

  @Test
  void isRefusedWhenItsSecretIsGone() {
    UUID rejection = quarantine("filmmakers", filmmakers("another"));

    assertThat(node.accept(rejection)).isInstanceOf(Acceptance.Unproven.class);
    assertThat(node.journal()).isEmpty();
  }

  @Test
  void staysQuarantinedWhileTheJournalTakesNothing() {
    UUID rejection = quarantine("filmmakers", filmmakers("f"));
    node.journalTakes(false);
    assertThat(node.accept(rejection)).isInstanceOf(Acceptance.Unavailable.class);

    node.journalTakes(true);
    assertThat(node.accept(rejection)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void isRefusedWhenItsBodyWasNotKeptOrItIsUnknown() {
    UUID rejection = quarantine("filmmakers", null, LONG_AGO);

    assertThat(node.accept(rejection)).isInstanceOf(Acceptance.NotQuarantined.class);
    assertThat(node.accept(UUID.randomUUID())).isInstanceOf(Acceptance.Unknown.class);
  }

  @Test
  void aJobAcceptsAllThatPassItsFilter() {
    for (int i = 0; i < 30; i++) {
      quarantine("filmmakers", filmmakers("f"));
    }
    quarantine("filmmakers", filmmakers("another"));
    quarantine(
        "waymark",
        SignedRequests.waymark("w", "E1", "video.completed", LONG_AGO, "{\"id\":\"v\"}", LONG_AGO));

    JobView job = accept("filmmakers", false);

    assertThat(job.counts()).isEqualTo(new Counts(31, 30, 0, 0, 0, 0, 1));
    assertThat(node.journal()).hasSize(30);
  }

  @Test
  void aJobGoesOnLaterWhenTheJournalTakesNothing() {
    quarantine("filmmakers", filmmakers("f"));
    node.journalTakes(false);

    assertThat(accept("filmmakers", false).finishedAt()).isNull();
    assertThat(accept("filmmakers", false).counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aDismissalRemovesTheBodiesAndSaysWhy() {
    UUID rejection = quarantine("filmmakers", filmmakers("f"));
    quarantine("waymark", filmmakers("f"));
    UUID id = UUID.randomUUID();
    JsonMembers filter =
        JobFilters.ofRejections(new RejectionFilter("filmmakers", null, null, null));
    JobRequest request = new JobRequest(JobKind.DISMISSAL, filter, false, false, "a forgery");
    node.jobs().create(id, request, new Operator("zoe", "local"));
    node.runner().run();

    assertThat(node.jobs().find(JobKind.DISMISSAL, id).orElseThrow().counts().applied())
        .isEqualTo(1);
    assertThat(database.query("select dismissed from rejection where body is null"))
        .containsExactly("a forgery");
    assertThat(node.accept(rejection)).isInstanceOf(Acceptance.NotQuarantined.class);
  }

  @Test
  void aDryRunCountsAndAcceptsNothing() {
    quarantine("filmmakers", filmmakers("f"));

    assertThat(accept("filmmakers", true).counts().applied()).isEqualTo(1);
    assertThat(node.journal()).isEmpty();
  }

  private JobView accept(String source, boolean dryRun) {
    UUID id = UUID.randomUUID();
    JsonMembers filter = JobFilters.of(new RejectionFilter(source, null, null, null));
    JobRequest request = new JobRequest(JobKind.ACCEPTANCE, filter, false, dryRun);
    node.jobs().create(id, request, new Operator("zoe", "local"));
    node.runner().run();
    return node.jobs().find(JobKind.ACCEPTANCE, id).orElseThrow();
  }

  private static SignedRequest filmmakers(String secret) {
    return SignedRequests.filmmakers(secret, "actor_profile.updated", "7", LONG_AGO, LONG_AGO);
  }

  private UUID quarantine(String source, SignedRequest request) {
    return quarantine(source, request, LONG_AGO);
  }

  private UUID quarantine(String source, @Nullable SignedRequest request, Instant at) {
    UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | ++number);
    Map<String, String> headers = new HashMap<>();
    if (request != null) {
      request
          .headers()
          .forEach(
              (name, value) ->
                  headers.put(
                      name.toLowerCase(java.util.Locale.ROOT),
                      "[" + JsonMembers.quote(value) + "]"));
    }
    database.run(
        entities ->
            new Statements(entities)
                .update(
                    "insert into rejection (id, at, source, reason, detail, address, content_type,"
                        + " size, headers, body) values (?, ?, ?, 'signature-stale', '', '::1', ?,"
                        + " 1, ?, ?)",
                    statement -> {
                      statement.setObject(1, id);
                      Statements.time(statement, 2, at);
                      statement.setString(3, source);
                      statement.setString(4, request == null ? null : request.contentType());
                      statement.setBytes(5, JsonMembers.of(headers).toBytes());
                      statement.setBytes(6, request == null ? null : request.body());
                    }));
    return id;
  }
}

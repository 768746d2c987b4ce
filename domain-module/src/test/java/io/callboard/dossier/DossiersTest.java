package io.callboard.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.json.JsonMembers;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class DossiersTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  private final TestDatabase database;
  private int number;

  DossiersTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  @Test
  void holdsEverythingThatIsKnownOfARecord() {
    database.execute(
        "insert into document (source, kind, id, state, version, updated_at, last_event,"
            + " deleted_at, search, attributes, member_versions)"
            + " values ('waymark', 'show', 'v1', 'CURRENT', 1, '%s', '%s', null, '',"
            + " '{}', '{}')",
        NOON, id());
    log("v1", "body one", 8);
    log("v2", "body two", 8);
    database.execute(
        "insert into fetch_request (source, kind, id, wanted, due_at) values ('waymark', 'show',"
            + " 'v1', 1, '%s')",
        NOON);
    database.execute(
        "insert into record_change values (1, 'show', 'created', 'waymark', 'v1', '%s', '%s')",
        NOON, id());
    reject("about v1");
    reject("about v2");

    Dossier dossier = found("v1");

    assertThat(dossier.records()).hasSize(1);
    assertThat(dossier.fetchRequests()).hasSize(1);
    assertThat(dossier.changes()).hasSize(1);
    assertThat(dossier.rejections()).hasSize(1);
    assertThat(dossier.onHold()).isFalse();
    JsonMembers event = dossier.events().getFirst();
    assertThat(dossier.events()).hasSize(1);
    assertThat(event.string("subject")).isEqualTo(Optional.of("v1"));
    assertThat(event.string("receivedAt")).isEqualTo(Optional.of(NOON.toString()));
    assertThat(
            new String(
                Base64.getDecoder().decode(event.string("body").orElseThrow()),
                StandardCharsets.UTF_8))
        .isEqualTo("body one");
    assertThat(event.isNull("cause")).isTrue();
  }

  @Test
  void saysWhenNothingIsKnown() {
    assertThat(export("nobody")).isInstanceOf(ExportOutcome.Unknown.class);
  }

  @Test
  void refusesMoreThanADocumentCanHold() {
    log("v1", "", Math.toIntExact(Dossiers.MOST));
    assertThat(export("v1")).isInstanceOf(ExportOutcome.Found.class);

    log("v1", "", 1);
    assertThat(export("v1")).isInstanceOf(ExportOutcome.TooLarge.class);
  }

  @Test
  void aHoldIsPlacedOnceAndLifted() {
    database.run(entities -> new LegalHolds(entities, CLOCK).place("waymark", "show", "v1", "a"));
    database.run(entities -> new LegalHolds(entities, CLOCK).place("waymark", "show", "v1", "b"));

    assertThat(found("v1").onHold()).isTrue();
    assertThat(database.query("select held_by from legal_hold")).containsExactly("a");
    assertThat(lift("v2")).isFalse();
    assertThat(lift("v1")).isTrue();
    assertThat(lift("v1")).isFalse();
  }

  private boolean lift(String id) {
    return database.inTransaction(
        entities -> new LegalHolds(entities, CLOCK).lift("waymark", "show", id));
  }

  private Dossier found(String id) {
    assertThat(export(id)).isInstanceOf(ExportOutcome.Found.class);
    return ((ExportOutcome.Found) export(id)).dossier();
  }

  private ExportOutcome export(String id) {
    return database.inTransaction(entities -> new Dossiers(entities).export("waymark", "show", id));
  }

  private void log(String subject, String body, int size) {
    UUID id = id();
    database.execute(
        "insert into event (id, source, type, kind, subject, received_at, settled_at, state,"
            + " proven, attempts, duplicates, size) values ('%s', 'waymark', 't', 'show', '%s',"
            + " '%s', '%s', 'HELD', '', 1, 0, %d)",
        id, subject, NOON, NOON, size);
    database.execute("insert into event_body values ('%s', '', '{}', '%s')", id, body);
  }

  private void reject(String body) {
    database.execute(
        "insert into rejection (id, at, source, reason, detail, address, content_type, size,"
            + " headers, quarantine_key, body) values ('%s', '%s', 'waymark', 'signature-stale',"
            + " '', '', null, 0, '{}', '%s', '%s')",
        id(), NOON, body, body);
  }

  private UUID id() {
    number++;
    return new UUID(NOON.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
  }
}

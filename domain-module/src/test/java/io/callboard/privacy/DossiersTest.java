package io.callboard.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

    JsonMembers dossier = exported("v1");

    assertThat(dossier.objects("records")).hasSize(1);
    assertThat(dossier.objects("fetchRequests")).hasSize(1);
    assertThat(dossier.objects("changes")).hasSize(1);
    assertThat(dossier.objects("rejections")).hasSize(1);
    assertThat(dossier.bool("onHold")).contains(false);
    JsonMembers event = dossier.objects("events").getFirst();
    assertThat(dossier.objects("events")).hasSize(1);
    assertThat(event.string("subject")).isEqualTo(Optional.of("v1"));
    assertThat(event.string("receivedAt")).isEqualTo(Optional.of(NOON.toString()));
    assertThat(
            new String(
                Base64.getDecoder().decode(event.string("body").orElseThrow()),
                StandardCharsets.UTF_8))
        .isEqualTo("body one");
    assertThat(event.object("headers")).contains(JsonMembers.NONE);
    assertThat(event.isNull("cause")).isTrue();
  }

  @Test
  void saysWhenNothingIsKnown() {
    assertThat(has("nobody")).isFalse();
  }

  @Test
  void goesOnAfterTheRowsThatAreReadAtOnce() {
    for (int i = 0; i < 501; i++) {
      log("v1", "", 0);
      database.execute(
          "insert into record_change values (%d, 'show', 'created', 'waymark', 'v1', '%s', '%s')",
          i + 1, NOON, id());
    }

    JsonMembers dossier = exported("v1");

    assertThat(dossier.objects("events")).doesNotHaveDuplicates().hasSize(501);
    assertThat(dossier.objects("changes")).doesNotHaveDuplicates().hasSize(501);
  }

  @Test
  void whatFailsOnTheWayDoesNotLookWhole() {
    log("v1", "body", 4);
    ByteArrayOutputStream taken = new ByteArrayOutputStream();

    assertThatThrownBy(
            () ->
                database.run(
                    entities -> {
                      Dossier dossier =
                          dossiers(entities).find("waymark", "show", "v1").orElseThrow();
                      database.execute("alter table record_change rename to record_change_away");
                      write(entities, dossier, taken);
                    }))
        .isInstanceOf(PersistenceException.class);

    database.execute("alter table record_change_away rename to record_change");
    assertThat(taken.toString(StandardCharsets.UTF_8)).contains("\"subject\":\"v1\"");
    assertThatThrownBy(() -> JsonMembers.parse(taken.toByteArray()))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void aHoldIsPlacedOnceAndLifted() {
    database.run(entities -> new LegalHolds(entities, CLOCK).place("waymark", "show", "v1", "a"));
    database.run(entities -> new LegalHolds(entities, CLOCK).place("waymark", "show", "v1", "b"));

    assertThat(exported("v1").bool("onHold")).contains(true);
    assertThat(database.query("select held_by from legal_hold")).containsExactly("a");
    assertThat(lift("v2")).isFalse();
    assertThat(lift("v1")).isTrue();
    assertThat(lift("v1")).isFalse();
  }

  private boolean lift(String id) {
    return database.inTransaction(
        entities -> new LegalHolds(entities, CLOCK).lift("waymark", "show", id));
  }

  private boolean has(String id) {
    return database.inTransaction(
        entities -> dossiers(entities).find("waymark", "show", id).isPresent());
  }

  private JsonMembers exported(String id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    database.run(
        entities ->
            write(entities, dossiers(entities).find("waymark", "show", id).orElseThrow(), out));
    try {
      return JsonMembers.parse(out.toByteArray());
    } catch (MalformedJson e) {
      throw new AssertionError(out.toString(StandardCharsets.UTF_8), e);
    }
  }

  private static Dossiers dossiers(EntityManager entities) {
    return new Dossiers(entities, new DossierRows(entities));
  }

  private static void write(EntityManager entities, Dossier dossier, OutputStream out) {
    try {
      dossiers(entities).write(dossier, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

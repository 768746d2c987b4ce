package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.media;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.audit.AuditTrail;
import io.callboard.job.Jobs;
import io.callboard.ledger.Ledger;
import io.callboard.privacy.Erasures;
import io.callboard.privacy.Sweeper;
import io.callboard.provider.ProvenDelivery;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ErasedSubjectTest {
  private final TestDatabase database;
  private final SettlementFixture fixture;

  ErasedSubjectTest(TestDatabase database) {
    this.database = database;
    this.fixture = new SettlementFixture(database);
  }

  @Test
  void anEventOfWhoWasErasedIsLoggedWithoutWhatItSaid() {
    erase("media", "m1");
    ProvenDelivery erased = media("m1", 0, "one");
    ProvenDelivery other = media("m2", 0, "two");

    fixture.settle(erased, other);

    assertThat(fixture.state(erased)).isEqualTo("IGNORED");
    assertThat(fixture.state(other)).isEqualTo("APPLIED");
    assertThat(database.query("select id from media")).containsExactly("m2");
    assertThat(database.query("select subject from event order by subject nulls last"))
        .containsExactly("m2", null);
    assertThat(database.query("select size from event where subject is null")).containsExactly(0);
    assertThat(fixture.total("mediastream", "ignored")).isEqualTo("1");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("1");
  }

  @Test
  void whatAPausedSourceHoldsOfThemIsNotHeld() {
    fixture.states().pause("mediastream");
    erase("media", "m1");

    fixture.settle(media("m1", 0, "one"));

    assertThat(database.query("select count(*) from event where subject = 'm1'"))
        .containsExactly(0L);
    assertThat(database.query("select max(size) from event")).containsExactly(0);
  }

  @Test
  void theirDeliveryKeysCannotBeTriedAndStillTellARepetitionOnceTheErasureIsLifted() {
    ProvenDelivery first = media("m1", 0, "one");
    ProvenDelivery variant = media("m1", 0, "forged");
    ProvenDelivery other = media("m2", 0, "two");
    fixture.settle(first, other);
    fixture.settle(variant);
    Set<String> before = digests();

    erase("media", "m1");

    assertThat(digests()).hasSameSizeAs(before);
    assertThat(digests().stream().filter(before::contains)).hasSize(2);
    database.execute("update erasure set lifted_at = requested_at, subject = null");
    ProvenDelivery again = SettlementFixture.again(first);
    ProvenDelivery fresh = media("m1", 1, "new");
    fixture.settle(again, fresh);
    assertThat(fixture.state(again)).isEqualTo("DUPLICATE");
    assertThat(fixture.state(fresh)).isEqualTo("APPLIED");
  }

  /** An event without a date is compared with the last event of its record. */
  @Test
  void anErasureOfWhatWasErasedBeforeMeetsTheKeyThatItConcealedThen() {
    fixture.settle(undated("one"));
    erase("media", "m1");
    database.execute("update erasure set lifted_at = requested_at, subject = null");
    fixture.settle(undated("two"));
    Set<String> before = digests();

    erase("media", "m1");

    assertThat(digests()).hasSizeLessThan(before.size());
    assertThat(database.query("select count(*) from media")).containsExactly(0L);
  }

  private static ProvenDelivery undated(String title) {
    String body =
        "{\"type\":\"media.update\",\"data\":{\"_id\":\"m1\",\"title\":\"%s\"}}".formatted(title);
    return SettlementFixture.proven(
        "mediastream",
        new SignedRequest("application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the digests of the keys and of the bodies. */
  private Set<String> digests() {
    return Stream.of("key_hash", "body_digest")
        .flatMap(column -> database.query("select " + column + " from delivery_key").stream())
        .map(digest -> HexFormat.of().formatHex((byte[]) digest))
        .collect(Collectors.toSet());
  }

  private void erase(String kind, String id) {
    Clock clock = Clock.systemUTC();
    database.run(
        entities -> {
          AuditTrail trail = new AuditTrail(entities, clock);
          Sweeper sweeper =
              new Sweeper(entities, new Ledger(entities), trail, new Jobs(entities, clock));
          new Erasures(entities, sweeper, clock).erase("mediastream", kind, id, "admin");
        });
  }
}

package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.again;
import static io.callboard.intake.settlement.SettlementFixture.copies;
import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.profile;
import static io.callboard.intake.settlement.SettlementFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callboard.intake.journal.Bundle;
import io.callboard.intake.journal.MessageLabel;
import io.callboard.provider.ProvenDelivery;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.SignedRequests;
import io.callboard.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SettlementTest {
  private final TestDatabase database;
  private final SettlementFixture fixture;
  private final Settlement settlement;

  SettlementTest(TestDatabase database) {
    this.database = database;
    this.fixture = new SettlementFixture(database);
    this.settlement = fixture.settlement();
  }

  @Test
  void aBundleDeliveredAgainAfterItWasSettledCountsOnce() {
    ProvenDelivery profile = profile("actor_profile.updated", "7", 0);
    ProvenDelivery media = media("m1", 0, "one");
    ProvenDelivery video = video("E1", "v1", 0, "one");
    Bundle bundle = fixture.bundle(profile, media, video);

    settlement.settle(bundle, 1);
    settlement.settle(bundle, 2);

    assertThat(fixture.state(profile)).isEqualTo("PENDING");
    assertThat(fixture.state(media)).isEqualTo("APPLIED");
    assertThat(fixture.state(video)).isEqualTo("APPLIED");
    assertThat(fixture.rows()).isEqualTo("3");
    assertThat(fixture.settledEvents()).isEqualTo("3");
    assertThat(fixture.total("filmmakers", "pending")).isEqualTo("1");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("1");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("0");
  }

  @Test
  void newBundlesShareATransactionAndEachIsAccountedFor() {
    ProvenDelivery media = media("m1", 0, "one");
    ProvenDelivery duplicate = again(media);
    ProvenDelivery later = media("m1", 1, "two");
    ProvenDelivery video = video("E1", "v1", 0, "one");
    Bundle first = fixture.bundle(media, video);
    Bundle second = fixture.bundle(duplicate, later, again(later));

    settlement.settleNew(List.of(first, second));
    settlement.settle(first, 2);
    settlement.settle(second, 2);

    assertThat(fixture.state(media)).isEqualTo("APPLIED");
    assertThat(fixture.state(duplicate)).isEqualTo("DUPLICATE");
    assertThat(fixture.duplicates(media)).isEqualTo("1");
    assertThat(database.query("select title from media")).containsExactly("two");
    assertThat(fixture.rows()).isEqualTo("5");
    assertThat(
            database.query(
                "select concat(source, ' ', events, ' ', cumulative) from lane_message"
                    + " order by number, source"))
        .containsExactly("mediastream 1 1", "waymark 1 1", "mediastream 3 4", "waymark 0 1");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("2");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("2");
    assertThat(fixture.total("waymark", "applied")).isEqualTo("1");
  }

  @Test
  void aBundleThatWasSettledIsNotSettledAgainWithNewOnes() {
    ProvenDelivery known = media("m1", 0, "one");
    Bundle settled = fixture.bundle(known);
    settlement.settleNew(List.of(settled));
    ProvenDelivery fresh = media("m2", 0, "one");

    assertThatThrownBy(() -> settlement.settleNew(List.of(fixture.bundle(fresh), settled)))
        .satisfies(e -> assertThat(Fault.of(e)).isEqualTo(Fault.DATA));

    assertThat(fixture.state(fresh)).isEqualTo("absent");
    assertThat(fixture.settledEvents()).isEqualTo("1");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("1");
  }

  @Test
  void duplicatesWithoutARowOfTheirOwnCountOnceWhenTheBundleComesAgain() {
    List<ProvenDelivery> events = copies(130, media("m1", 0, "one"));
    Bundle bundle = fixture.bundle(events);

    settlement.settle(bundle, 1);
    settlement.settle(bundle, 2);

    assertThat(fixture.rows()).isEqualTo("101");
    assertThat(fixture.duplicates(events.getFirst())).isEqualTo("129");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("129");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("1");
    assertThat(fixture.settledEvents()).isEqualTo("130");
  }

  @Test
  void duplicatesOfLaterBundlesAreCountedOnTheOriginal() {
    ProvenDelivery original = media("m1", 0, "one");
    settlement.settle(fixture.bundle(original), 1);

    settlement.settle(fixture.bundle(copies(60, again(original))), 1);
    settlement.settle(fixture.bundle(copies(60, again(original))), 1);

    assertThat(fixture.duplicates(original)).isEqualTo("120");
    assertThat(fixture.rows()).isEqualTo("101");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("120");
  }

  @Test
  void anEventThatIsLoggedIsSkippedBeforeItsKeyIsLookedAt() {
    ProvenDelivery first = media("m1", 0, "one");
    ProvenDelivery second = media("m2", 0, "two");
    Bundle bundle = fixture.bundle(first, second);

    settlement.settleAlone(bundle, first, 4);
    settlement.settleAlone(bundle, first, 5);
    settlement.settle(bundle, 6);

    assertThat(fixture.state(first)).isEqualTo("APPLIED");
    assertThat(fixture.duplicates(first)).isEqualTo("0");
    assertThat(fixture.state(second)).isEqualTo("APPLIED");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("2");
    assertThat(fixture.settledEvents()).isEqualTo("2");
  }

  @Test
  void aBundleHalfSettledEventByEventIsCompletedOnceHoweverOftenItComes() {
    List<ProvenDelivery> events = copies(130, media("m1", 0, "one"));
    Bundle bundle = fixture.bundle(events);

    events.subList(0, 120).forEach(event -> settlement.settleAlone(bundle, event, 4));
    settlement.settle(bundle, 5);
    settlement.settle(bundle, 6);
    settlement.settleAlone(bundle, events.getLast(), 7);

    assertThat(fixture.duplicates(events.getFirst())).isEqualTo("129");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("129");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("1");
    assertThat(fixture.settledEvents()).isEqualTo("130");
  }

  @Test
  void aKnownKeyWithOtherContentThatTheSignatureDoesNotCoverIsHeld() {
    ProvenDelivery original = media("m1", 0, "one");
    ProvenDelivery forged = media("m1", 0, "forged");
    settlement.settle(fixture.bundle(original), 1);
    settlement.settle(fixture.bundle(forged, again(forged)), 1);

    assertThat(fixture.state(forged)).isEqualTo("HELD");
    assertThat(fixture.cause(forged)).contains(original.delivery().id().toString());
    assertThat(fixture.duplicates(forged)).isEqualTo("1");
    assertThat(fixture.total("mediastream", "held")).isEqualTo("1");
    assertThat(database.query("select title from media")).containsExactly("one");
  }

  @Test
  void aRetryThatIsSerialisedDifferentlyIsADuplicate() {
    ProvenDelivery original =
        mediaWith("{\"_id\":\"m1\",\"title\":\"é\",\"tags\":{\"a\":1,\"b\":[1,2]}}");
    ProvenDelivery retry =
        mediaWith("{ \"tags\": {\"b\":[1, 2],\"a\":1}, \"_id\":\"m1\", \"title\":\"\\u00e9\" }");
    ProvenDelivery other =
        mediaWith("{\"_id\":\"m1\",\"title\":\"é\",\"tags\":{\"a\":1,\"b\":[2,1]}}");
    settlement.settle(fixture.bundle(original, again(retry)), 1);
    settlement.settle(fixture.bundle(retry, other), 1);

    assertThat(fixture.state(retry)).isEqualTo("DUPLICATE");
    assertThat(fixture.duplicates(original)).isEqualTo("2");
    assertThat(fixture.state(other)).isEqualTo("HELD");
  }

  private static ProvenDelivery mediaWith(String data) {
    return SettlementFixture.proven(
        "mediastream",
        SignedRequests.mediastream("m", "media.update", "m1", data, SettlementFixture.NOW));
  }

  @Test
  void tenVariantsOfAnEventAreHeldAndTheRestCountsOnTheOriginal() {
    ProvenDelivery original = media("m1", 0, "one");
    settlement.settle(fixture.bundle(original), 1);
    for (int i = 0; i < 7; i++) {
      settlement.settle(
          fixture.bundle(media("m1", 0, "forged " + i), media("m1", 0, "forged too " + i)), 1);
    }
    ProvenDelivery known = media("m1", 0, "forged 0");
    ProvenDelivery another = media("m1", 0, "forged otherwise");
    settlement.settle(fixture.bundle(known, another), 1);

    assertThat(fixture.total("mediastream", "held")).isEqualTo("10");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("6");
    assertThat(fixture.duplicates(original)).isEqualTo("5");
    assertThat(database.query("select count(*) from event_body")).containsExactly(11L);
  }

  @Test
  void aRepeatedThinEventAsksForAFetchWhileTheFirstIsYoung() {
    ProvenDelivery young = profile("actor_profile.updated", "7", 0);
    ProvenDelivery old =
        SettlementFixture.earlier(profile("actor_profile.updated", "8", 0), Duration.ofMinutes(6));
    settlement.settle(fixture.bundle(young, old), 1);
    List<Object> before = database.query("select wanted from fetch_request order by id");
    settlement.settle(fixture.bundle(again(young), profile("actor_profile.updated", "8", 0)), 1);

    List<Object> after = database.query("select wanted from fetch_request order by id");
    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
    assertThat(after.getLast()).isEqualTo(before.getLast());
    assertThat(fixture.total("filmmakers", "duplicate")).isEqualTo("2");
  }

  @Test
  void aKnownKeyWithOtherSignedContentIsAppliedAndFlagged() {
    ProvenDelivery original = video("E1", "v1", 0, "one");
    ProvenDelivery other = video("E1", "v1", 1, "two");
    settlement.settle(fixture.bundle(original, other), 1);

    assertThat(fixture.state(other)).isEqualTo("APPLIED");
    assertThat(fixture.cause(other))
        .contains(original.delivery().id().toString(), "other signed content");
    assertThat(database.query("select name from video")).containsExactly("two");
  }

  @Test
  void aDeleteEndsTheWaitOfEarlierUpdatesAndTheTotalsFollow() {
    ProvenDelivery first = profile("actor_profile.updated", "7", 0);
    ProvenDelivery second = profile("actor_profile.updated", "7", 1);
    ProvenDelivery other = profile("actor_profile.updated", "8", 1);
    settlement.settle(fixture.bundle(first, second, other), 1);

    ProvenDelivery deleted = profile("actor_profile.deleted", "7", 2);
    settlement.settle(fixture.bundle(deleted), 1);

    assertThat(List.of(fixture.state(first), fixture.state(second), fixture.state(other)))
        .containsExactly("IGNORED", "IGNORED", "PENDING");
    assertThat(fixture.state(deleted)).isEqualTo("APPLIED");
    assertThat(fixture.total("filmmakers", "pending")).isEqualTo("1");
    assertThat(fixture.total("filmmakers", "ignored")).isEqualTo("2");
    assertThat(fixture.total("filmmakers", "applied")).isEqualTo("1");
  }

  @Test
  void anUpdateAfterADeleteInOneBundleStillWaitsForItsFetch() {
    ProvenDelivery deleted = profile("actor_profile.deleted", "7", 0);
    ProvenDelivery updated = profile("actor_profile.updated", "7", 1);
    settlement.settle(fixture.bundle(deleted, updated), 1);

    assertThat(fixture.state(deleted)).isEqualTo("APPLIED");
    assertThat(fixture.state(updated)).isEqualTo("PENDING");
    assertThat(fixture.total("filmmakers", "pending")).isEqualTo("1");
  }

  @Test
  void anUnreadableMessageIsCountedOnceHoweverOftenItIsParked() {
    MessageLabel label =
        new MessageLabel(UUID.randomUUID(), 1, 1, Map.of("waymark", 3), Map.of("waymark", 3L));

    settlement.park(label);
    settlement.park(label);

    assertThat(fixture.total("waymark", "parked")).isEqualTo("3");
    assertThat(fixture.settledEvents()).isEqualTo("3");
  }
}

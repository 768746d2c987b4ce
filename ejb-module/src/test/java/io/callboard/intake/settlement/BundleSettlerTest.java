package io.callboard.intake.settlement;

import static io.callboard.intake.settlement.SettlementFixture.copies;
import static io.callboard.intake.settlement.SettlementFixture.media;
import static io.callboard.intake.settlement.SettlementFixture.profile;
import static io.callboard.intake.settlement.SettlementFixture.refusedByTheDatabase;
import static io.callboard.intake.settlement.SettlementFixture.video;
import static io.callboard.intake.settlement.SettlementFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.intake.journal.Bundle;
import io.callboard.provider.ProvenDelivery;
import io.callboard.testing.OnEachDatabase;
import io.callboard.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class BundleSettlerTest {
  private static final int LISTENERS = 8;

  private final TestDatabase database;
  private final SettlementFixture fixture;

  BundleSettlerTest(TestDatabase database) {
    this.database = database;
    this.fixture = new SettlementFixture(database);
  }

  @Test
  void anEventThatTheDatabaseRefusesFailsAlone() throws Exception {
    ProvenDelivery before = media("m1", 0, "one");
    ProvenDelivery refused = refusedByTheDatabase();
    ProvenDelivery after = video("E1", "v1", 0, "one");

    fixture.settler().settle(fixture.bundle(before, refused, after), 1);

    assertThat(fixture.state(before)).isEqualTo("APPLIED");
    assertThat(fixture.state(refused)).isEqualTo("FAILED");
    assertThat(fixture.state(after)).isEqualTo("APPLIED");
    assertThat(fixture.total("careless", "failed")).isEqualTo("1");
    assertThat(fixture.settledEvents()).isEqualTo("3");
    assertThat(database.query("select length(body) from event_body")).hasSize(3);
  }

  @Test
  void aBundleDeliveredOftenIsSettledEventByEventToTheSameEnd() throws Exception {
    ProvenDelivery first = media("m1", 0, "one");
    ProvenDelivery second = media("m1", 1, "two");

    fixture.settler().settle(fixture.bundle(first, second), 9);

    assertThat(fixture.state(first)).isEqualTo("APPLIED");
    assertThat(fixture.state(second)).isEqualTo("APPLIED");
    assertThat(fixture.settledEvents()).isEqualTo("2");
    assertThat(database.query("select title from media")).containsExactly("two");
  }

  @Test
  void aBundleWhoseAcknowledgementWasLostComesAsNewAndIsSettledOnce() throws Exception {
    ProvenDelivery event = media("m1", 0, "one");
    Bundle bundle = fixture.bundle(event, SettlementFixture.again(event));

    fixture.settler().settle(bundle, 1);
    fixture.settler().settle(bundle, 1);

    assertThat(fixture.rows()).isEqualTo("2");
    assertThat(fixture.settledEvents()).isEqualTo("2");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("1");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("1");
  }

  @Test
  void aBundleOfUncountedDuplicatesWhoseAcknowledgementWasLostIsSettledOnce() throws Exception {
    ProvenDelivery event = media("m1", 0, "one");
    fixture.settler().settle(fixture.bundle(event), 1);
    fixture.settler().settle(fixture.bundle(copies(150, SettlementFixture.again(event))), 1);
    Bundle unlogged = fixture.bundle(copies(3, SettlementFixture.again(event)));

    fixture.settler().settle(unlogged, 1);
    fixture.settler().settle(unlogged, 1);

    assertThat(fixture.rows()).isEqualTo("101");
    assertThat(fixture.duplicates(event)).isEqualTo("153");
    assertThat(fixture.total("mediastream", "duplicate")).isEqualTo("153");
  }

  @Test
  void aContentTypeLongerThanTheLogKeepsStopsNothing() throws Exception {
    ProvenDelivery event =
        with(media("m1", 0, "one"), "application/json; x=" + "\u00e9".repeat(400) + "\0");

    fixture.settler().settle(fixture.bundle(event), 1);

    assertThat(fixture.state(event)).isEqualTo("APPLIED");
    assertThat(database.query("select content_type from event"))
        .singleElement()
        .asString()
        .startsWith("application/json; x=")
        .hasSize(255);
  }

  @Test
  void bundlesThatCrossAreAllSettledAndNoEventIsBlamed() throws Exception {
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      bundles.add(fixture.bundle(aboutTheSameRecords(i)));
    }

    settleByAllListeners(bundles);

    assertThat(database.query("select distinct state from event"))
        .doesNotContain("FAILED")
        .isNotEmpty();
    assertThat(fixture.settledEvents()).isEqualTo("480");
    assertThat(
            database.query("select sum(applied + duplicate + ignored + pending) from source_total"))
        .singleElement()
        .asString()
        .isEqualTo("480");
  }

  @Test
  void anEventThatTheDatabaseRefusesSpoilsNoBundleThatComesWithIt() throws Exception {
    ProvenDelivery refused = refusedByTheDatabase();
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ProvenDelivery good = media("m" + i, 0, "one");
      bundles.add(i == 20 ? fixture.bundle(good, refused) : fixture.bundle(good));
    }

    settleByAllListeners(bundles);

    assertThat(fixture.state(refused)).isEqualTo("FAILED");
    assertThat(fixture.total("mediastream", "applied")).isEqualTo("40");
    assertThat(database.query("select 1 from media")).hasSize(40);
    assertThat(fixture.settledEvents()).isEqualTo("41");
    assertThat(fixture.largestGroup()).isGreaterThan(1);
  }

  private void settleByAllListeners(List<Bundle> bundles) throws Exception {
    Queue<Bundle> queue = new ConcurrentLinkedQueue<>(bundles);
    BundleSettler settler = fixture.settler();
    try (var threads = Executors.newFixedThreadPool(LISTENERS)) {
      List<Future<?>> listeners = new ArrayList<>();
      for (int i = 0; i < LISTENERS; i++) {
        listeners.add(threads.submit(() -> settleAll(queue, settler)));
      }
      for (Future<?> listener : listeners) {
        listener.get(1, TimeUnit.MINUTES);
      }
    }
  }

  private static Queue<Bundle> settleAll(Queue<Bundle> queue, BundleSettler settler)
      throws InterruptedException {
    for (Bundle bundle = queue.poll(); bundle != null; bundle = queue.poll()) {
      settleAsDelivered(bundle, settler);
    }
    return queue;
  }

  /** Delivers a bundle until it is settled, as the broker does. */
  private static void settleAsDelivered(Bundle bundle, BundleSettler settler)
      throws InterruptedException {
    for (int delivery = 1; ; delivery++) {
      try {
        settler.settle(bundle, delivery);
        return;
      } catch (RuntimeException e) {
        if (Fault.of(e) != Fault.CONTENTION || delivery == 20) {
          throw e;
        }
      }
    }
  }

  /** Returns twelve events about four records, in reverse order for every other bundle. */
  private static List<ProvenDelivery> aboutTheSameRecords(int bundle) {
    List<ProvenDelivery> events = new ArrayList<>();
    for (int record = 0; record < 4; record++) {
      events.add(media("m" + record, bundle, "title " + bundle));
      events.add(profile("actor_profile.updated", String.valueOf(record), bundle / 4));
      events.add(video("E" + bundle / 2 + "-" + record, "v" + record, bundle / 2, "name"));
    }
    return bundle % 2 == 0 ? events : events.reversed();
  }
}

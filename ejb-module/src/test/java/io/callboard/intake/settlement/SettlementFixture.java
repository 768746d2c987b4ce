package io.callboard.intake.settlement;

import io.callboard.catalog.Catalog;
import io.callboard.dossier.ErasedSubjects;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventLog;
import io.callboard.intake.AllProviders;
import io.callboard.intake.Delivery;
import io.callboard.intake.ProvenDelivery;
import io.callboard.intake.journal.Bundle;
import io.callboard.intake.journal.MessageLabel;
import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.source.Configured;
import io.callboard.intake.source.Providers;
import io.callboard.ledger.Ledger;
import io.callboard.signature.Verification.Verified;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settlement on a test database, each call in a transaction of its own as in the container, and
 * bundles numbered as the journal numbers them.
 */
final class SettlementFixture {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Arrivals ARRIVALS = new Arrivals(Clock.fixed(NOW, ZoneOffset.UTC));

  private final TestDatabase database;
  private final Translator translator;
  private final UUID run = UUID.randomUUID();
  private final Map<String, Long> carried = new HashMap<>();
  private long number;

  SettlementFixture(TestDatabase database) {
    this.database = database;
    database.empty();
    Providers providers =
        new Providers(
            Stream.concat(AllProviders.stream(), Stream.of(new CarelessProvider())).toList());
    Map<String, String> settings =
        Map.of(
            "callboard.sources",
            "filmmakers,mediastream,waymark,careless",
            "callboard.sources.filmmakers.secrets",
            "f",
            "callboard.sources.mediastream.secrets",
            "m",
            "callboard.sources.waymark.secrets",
            "w",
            "callboard.sources.careless.secrets",
            "c");
    this.translator =
        new Translator(
            Configured.sources(settings, providers),
            providers,
            new ErasedSubjects(database.entityManagers().createEntityManager()));
  }

  /** Settlement whose every call is one transaction. */
  Settlement settlement() {
    return new InTransactions();
  }

  BundleSettler settler() {
    return new BundleSettler(settlement());
  }

  /** A Filmmakers event. */
  static ProvenDelivery profile(String type, String id, int second) {
    return proven(
        "filmmakers", SignedRequests.filmmakers("f", type, id, NOW.plusSeconds(second), NOW));
  }

  /** A Mediastream event about media, whose data its signature does not cover. */
  static ProvenDelivery media(String id, int second, String title) {
    return proven(
        "mediastream",
        SignedRequests.mediastream(
            "m",
            "media.update",
            id,
            "{\"_id\":\"%s\",\"title\":\"%s\"}".formatted(id, title),
            NOW.plusSeconds(second)));
  }

  /** A signed Waymark event about a video. */
  static ProvenDelivery video(String event, String id, int second, String name) {
    return proven(
        "waymark",
        SignedRequests.waymark(
            "w",
            event,
            "video.completed",
            NOW.plusSeconds(second),
            "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name),
            NOW));
  }

  /** An event that its provider translates and no database takes. */
  static ProvenDelivery refusedByTheDatabase() {
    return proven("careless", new SignedRequest("text/plain", Map.of(), new byte[] {'x'}));
  }

  /** A delivery of its own of the same request. */
  static ProvenDelivery again(ProvenDelivery proven) {
    return with(proven, proven.delivery().contentType());
  }

  /** A delivery of the same body under another content type. */
  static ProvenDelivery with(ProvenDelivery proven, @Nullable String contentType) {
    Delivery delivery = proven.delivery();
    return new ProvenDelivery(
        ARRIVALS.arrive(
            delivery.source(),
            contentType,
            delivery.headers(),
            delivery.body(),
            delivery.address()),
        proven.proof());
  }

  private static ProvenDelivery proven(String source, SignedRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return new ProvenDelivery(
        ARRIVALS.arrive(source, request.contentType(), headers, request.body(), "::1"),
        new Verified(List.of("body"), 0));
  }

  /** The lane's next bundle. */
  Bundle bundle(List<ProvenDelivery> deliveries) {
    deliveries.forEach(proven -> carried.merge(proven.delivery().source(), 1L, Long::sum));
    return new Bundle(run, 1, ++number, carried, deliveries);
  }

  Bundle bundle(ProvenDelivery... deliveries) {
    return bundle(List.of(deliveries));
  }

  /** The state that the log gives an event, or {@code absent}. */
  String state(ProvenDelivery event) {
    return one("select state from event where id = '" + event.delivery().id() + "'");
  }

  String cause(ProvenDelivery event) {
    return one("select cause from event where id = '" + event.delivery().id() + "'");
  }

  String duplicates(ProvenDelivery event) {
    return one("select duplicates from event where id = '" + event.delivery().id() + "'");
  }

  String rows() {
    return one("select count(*) from event");
  }

  /** A source's total, such as {@code applied}. */
  String total(String source, String column) {
    return one("select " + column + " from source_total where source = '" + source + "'");
  }

  /** How many events the ledger has seen settled. */
  String settledEvents() {
    return one("select sum(events) from lane_message");
  }

  private String one(String sql) {
    List<Object> rows = database.query(sql);
    return rows.isEmpty() ? "absent" : String.valueOf(rows.getFirst());
  }

  private final class InTransactions extends Settlement {
    @Override
    public void settleNew(Bundle bundle, int attempts) {
      database.run(entities -> on(entities).settleNew(bundle, attempts));
    }

    @Override
    public void settle(Bundle bundle, int attempts) {
      database.run(entities -> on(entities).settle(bundle, attempts));
    }

    @Override
    public void settleAlone(Bundle bundle, ProvenDelivery event, int attempts) {
      database.run(entities -> on(entities).settleAlone(bundle, event, attempts));
    }

    @Override
    public void fail(Bundle bundle, ProvenDelivery event, String cause, int attempts) {
      database.run(entities -> on(entities).fail(bundle, event, cause, attempts));
    }

    @Override
    public void park(MessageLabel label) {
      database.run(entities -> on(entities).park(label));
    }

    private Settlement on(EntityManager entities) {
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      return new Settlement(
          translator,
          new Repetitions(new DeliveryKeys(entities)),
          new Catalog(entities, clock),
          new EventLog(entities),
          new Ledger(entities),
          clock);
    }
  }

  /** So many deliveries of their own of one request. */
  static List<ProvenDelivery> copies(int count, ProvenDelivery original) {
    UnaryOperator<ProvenDelivery> next = SettlementFixture::again;
    return new ArrayList<>(Stream.iterate(original, next).limit(count).toList());
  }
}

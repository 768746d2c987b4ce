package io.callboard.benchmark;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.Pending;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.KeyOwner;
import io.callboard.eventlog.LoggedEvent;
import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Bundles of new events, each about a new profile, settled with the statements of settlement. */
final class Bundles {
  static final int SIZE = 64;

  private static final String SOURCE = "filmmakers";

  private final Instant begin;
  private int made;

  /** Creates bundles of events that follow a moment at intervals of one millisecond. */
  Bundles(Instant begin) {
    this.begin = begin;
  }

  private record New(UUID id, String subject, Instant at) {
    String key() {
      return "profile.updated|" + subject + "|new";
    }

    Pending pending() {
      return new Pending(id, SOURCE, at, new ProfileUpdated(subject, at));
    }

    LoggedEvent line() {
      byte[] body = "x".repeat(400).getBytes(StandardCharsets.UTF_8);
      Arrival arrival =
          new Arrival(id, SOURCE, at, "application/json", "192.0.2.7", body, body, List.of(), 0);
      Meaning meaning = new Meaning("profile.updated", "profile", subject, key(), at);
      return new LoggedEvent(arrival, meaning, at, EventState.PENDING, null, 1, 0, null);
    }
  }

  /** Returns the work that settles one more bundle. */
  Consumer<EntityManager> next() {
    List<New> events = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      Instant at = begin.plusMillis(++made);
      UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE | made);
      events.add(new New(id, "new-" + made, at));
    }
    return entities -> settle(entities, events);
  }

  private static void settle(EntityManager entities, List<New> events) {
    Instant now = events.getLast().at();
    claim(entities, events, now);
    new Catalog(entities, Clock.fixed(now, ZoneOffset.UTC))
        .apply(events.stream().map(New::pending).toList());
    new EventLog(entities).write(events.stream().map(New::line).toList());
    Tally tally = new Tally();
    events.forEach(event -> tally.add(EventState.PENDING, event.id(), event.at(), 0));
    new Ledger(entities).add(new TreeMap<>(Map.of(SOURCE, tally)));
  }

  private static void claim(EntityManager entities, List<New> events, Instant now) {
    TreeMap<EventKey, KeyOwner> wanted = new TreeMap<>();
    for (New event : events) {
      String digest = DeliveryKeys.digest(event.key().getBytes(StandardCharsets.UTF_8));
      wanted.put(EventKey.of(SOURCE, event.key()), new KeyOwner(event.id(), digest));
    }
    new DeliveryKeys(entities).claim(wanted, now);
  }
}

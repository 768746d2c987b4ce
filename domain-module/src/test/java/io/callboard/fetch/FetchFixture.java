package io.callboard.fetch;

import io.callboard.audit.AuditTrail;
import io.callboard.catalog.Catalog;
import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.Pending;
import io.callboard.catalog.RecordView.MediaView;
import io.callboard.catalog.RecordView.ProfileView;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.LoggedEvent;
import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.fetch.queue.FetchClaim;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.job.Jobs;
import io.callboard.json.JsonMembers;
import io.callboard.json.MalformedJson;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.privacy.ErasedSubjects;
import io.callboard.privacy.Erasures;
import io.callboard.privacy.Sweeper;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events, fetch requests and fetches on a test database; every call is a transaction of its own.
 */
final class FetchFixture {
  static final String SOURCE = "test";
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;
  private Instant now = START;
  private long events;

  FetchFixture(TestDatabase database) {
    this.database = database;
    database.empty();
  }

  Instant now() {
    return now;
  }

  void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  /** Settles an event that requests a profile. */
  UUID updated(String id) {
    return event("profile", id, new ProfileUpdated(id, now), EventState.PENDING, null);
  }

  /** Settles an event that requests media. */
  UUID announced(String id) {
    return event("media", id, new DocumentAnnounced("media", id), EventState.PENDING, null);
  }

  /** Settles an event that is held for its content. */
  UUID held(String id) {
    String cause = EventLog.HELD_FOR_CONTENT + "x with other content";
    return event("media", id, new DocumentAnnounced("media", id), EventState.HELD, cause);
  }

  UUID event(
      String kind, String id, CatalogChange change, EventState state, @Nullable String cause) {
    pass(1);
    UUID event = new UUID((now.toEpochMilli() << 16) | 0x7000L | ++events, 1L << 63);
    database.run(
        entities -> {
          catalog(entities).apply(List.of(new Pending(event, SOURCE, now, change)));
          new EventLog(entities).write(List.of(line(event, kind, id, state, cause)));
          Tally tally = new Tally();
          tally.add(state, event, now, 0);
          var tallies = new TreeMap<String, Tally>();
          tallies.put(SOURCE, tally);
          new Ledger(entities).add(tallies);
        });
    pass(1);
    return event;
  }

  private LoggedEvent line(
      UUID event, String kind, String id, EventState state, @Nullable String cause) {
    Arrival arrival =
        new Arrival(
            event, SOURCE, now, null, "::1", new byte[] {'{', '}'}, new byte[0], List.of(), 0);
    return new LoggedEvent(
        arrival, new Meaning("updated", kind, id, null, now), now, state, cause, 1, 0, null);
  }

  Optional<FetchClaim> claim() {
    return database.inTransaction(entities -> new FetchQueue(entities).claim(SOURCE, now));
  }

  void queue(Function<FetchQueue, Runnable> call) {
    database.run(entities -> call.apply(new FetchQueue(entities)).run());
  }

  void settle(FetchClaim claim, FetchResult result) {
    database.run(entities -> settlement(entities).settle(claim, result));
  }

  void giveUp(FetchClaim claim, String cause) {
    database.run(entities -> settlement(entities).giveUp(claim, cause));
  }

  /** Erases a profile. */
  void erase(String id) {
    database.run(
        entities -> {
          var trail = new AuditTrail(entities, clock());
          var jobs = new Jobs(entities, clock());
          var sweeper = new Sweeper(entities, new Ledger(entities), trail, jobs);
          new Erasures(entities, sweeper, clock()).erase(SOURCE, "profile", id, "admin");
        });
  }

  boolean knowsProfile(String id) {
    return database.inTransaction(
        entities -> new CatalogSearch(entities).profile(SOURCE, id).isPresent());
  }

  void apply(CatalogChange change) {
    database.run(
        entities ->
            catalog(entities).apply(List.of(new Pending(UUID.randomUUID(), SOURCE, now, change))));
  }

  private FetchSettlement settlement(EntityManager entities) {
    return new FetchSettlement(
        entities,
        catalog(entities),
        new EventLog(entities),
        new Ledger(entities),
        new ErasedSubjects(entities),
        clock());
  }

  private Catalog catalog(EntityManager entities) {
    return new Catalog(entities, clock());
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  ProfileView profile(String id) {
    return database.inTransaction(
        entities -> new CatalogSearch(entities).profile(SOURCE, id).orElseThrow());
  }

  MediaView media(String id) {
    return database.inTransaction(
        entities -> new CatalogSearch(entities).media(SOURCE, id).orElseThrow());
  }

  String state(UUID event) {
    return one("select state from event where id = '" + event + "'");
  }

  String cause(UUID event) {
    return one("select cause from event where id = '" + event + "'");
  }

  /** Returns the value of a column of the ledger's totals. */
  String total(String column) {
    return one("select " + column + " from source_total");
  }

  String requests() {
    return one("select count(*) from fetch_request");
  }

  private String one(String sql) {
    return String.valueOf(database.query(sql).getFirst());
  }

  static FetchResult.Found found(String json, @Nullable String updatedAt) {
    try {
      return new FetchResult.Found(
          JsonMembers.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
          updatedAt == null ? null : Instant.parse(updatedAt));
    } catch (MalformedJson e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}

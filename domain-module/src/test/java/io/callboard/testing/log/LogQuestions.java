package io.callboard.testing.log;

import io.callboard.alarm.Alarms;
import io.callboard.audit.AuditFilter;
import io.callboard.audit.AuditSearch;
import io.callboard.catalog.CatalogSearch;
import io.callboard.catalog.RecordFilter;
import io.callboard.catalog.RecordType;
import io.callboard.catalog.RecordView.Position;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventKey;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventSearch;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.HeldEvents;
import io.callboard.eventlog.KeyOwner;
import io.callboard.eventlog.StoredEvents;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.job.JobKind;
import io.callboard.job.Jobs;
import io.callboard.rejection.Quarantine;
import io.callboard.rejection.RejectionFilter;
import io.callboard.rejection.RejectionSearch;
import io.callboard.testing.RaisedAlarms;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Queries that the REST API, settlement and upkeep run on a {@link SampleLog}, through the
 * product's own classes. The values are hard ones: common, rare and missing values, and pairs of
 * common values that no event has together.
 */
public final class LogQuestions {
  private static final int LIMIT = 50;

  private final List<Question> questions = new ArrayList<>();
  private final SampleLog log;
  private final UUID middle;
  private final UUID repeated;
  private final Instant half;

  /**
   * A query.
   *
   * @param list the list or object that is read
   * @param filter the criteria
   */
  public record Question(String list, String filter, Consumer<EntityManager> asked) {
    @Override
    public String toString() {
      return list + ": " + filter;
    }
  }

  private LogQuestions(SampleLog log, DataSource database) throws SQLException {
    this.log = log;
    this.middle = log.id(database, log.events() / 2 + 1);
    this.repeated = log.id(database, log.events() / 2 + 19 - (log.events() / 2) % 20);
    this.half = log.time(log.events() / 2);
  }

  /** Returns all queries. */
  public static List<Question> of(SampleLog log, DataSource database) throws SQLException {
    LogQuestions questions = new LogQuestions(log, database);
    questions.events();
    questions.eventsOfPairs();
    questions.singleEvents();
    questions.settlement();
    questions.records();
    questions.rejections();
    questions.audit();
    questions.work();
    return List.copyOf(questions.questions);
  }

  private void ask(String list, String filter, Consumer<EntityManager> asked) {
    questions.add(new Question(list, filter, asked));
  }

  private static EventFilter events(
      @Nullable String source,
      @Nullable String type,
      @Nullable EventState state,
      @Nullable String kind) {
    return new EventFilter(source, type, state, kind, null, null, null, null);
  }

  private static EventFilter between(
      @Nullable String source,
      @Nullable EventState state,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new EventFilter(source, null, state, null, null, null, from, to);
  }

  /** Adds a filter as a list, as its second page, and as a replay, which omits duplicates. */
  private void events(String filter, EventFilter asked) {
    ask("events", filter, em -> new EventSearch(em).list(asked, null, LIMIT));
    ask("events, from the middle", filter, em -> new EventSearch(em).list(asked, middle, LIMIT));
    Instant end = log.time(log.events());
    if (asked.state() != EventState.DUPLICATE) {
      ask("replay", filter, em -> new EventSearch(em).ids(asked, null, end, LIMIT));
    }
  }

  private void events() {
    events("none", EventFilter.ALL);
    events("a common source", events("waymark", null, null, null));
    events("a rare source", events("archive", null, null, null));
    events("an unknown source", events("nobody", null, null, null));
    events("a common type", events(null, "profile.updated", null, null));
    events("a rare type", events(null, "moment.deleted", null, null));
    events("an unknown type", events(null, "nothing.happened", null, null));
    events("a common kind", events(null, null, null, "media"));
    events("a rare kind", events(null, null, null, "moment"));
    events("an unknown kind", events(null, null, null, "nothing"));
    for (EventState state : EventState.values()) {
      events("state " + state, events(null, null, state, null));
    }
    events("subject", new EventFilter(null, null, null, null, "profile-77", null, null, null));
    events("an hour", between(null, null, half, half.plus(Duration.ofHours(1))));
    events("from", between(null, null, half, null));
    events("to", between(null, null, null, half));
  }

  private void eventsOfPairs() {
    for (EventState state : EventState.values()) {
      events("source and state " + state, events("waymark", null, state, null));
    }
    events("source and type", events("mediastream", "media.deleted", null, null));
    events("source and a type of another", events("waymark", "profile.updated", null, null));
    events("source and kind", events("waymark", null, null, "account"));
    events("source and a kind of another", events("mediastream", null, null, "profile"));
    events("kind and its type", events(null, "video.created", null, "video"));
    events("kind and state", events(null, null, EventState.FAILED, "moment"));
    events("state and a kind without it", events(null, null, EventState.PENDING, "media"));
    events("source and hour", between("waymark", null, half, half.plus(Duration.ofHours(1))));
    events("source and to", between("archive", null, null, half));
    events("state and hour", between(null, EventState.HELD, half, half.plus(Duration.ofHours(1))));
    events("state and to", between(null, EventState.FAILED, null, half));
    events(
        "subject and source",
        new EventFilter("filmmakers", null, null, null, "profile-77", null, null, null));
    events(
        "subject and state",
        new EventFilter(null, null, EventState.PENDING, null, "profile-77", null, null, null));
  }

  private void singleEvents() {
    ask("event", "id", em -> new EventSearch(em).find(middle));
    ask("event", "id of a repeated one", em -> new EventSearch(em).find(repeated));
    ask("event", "body", em -> new EventSearch(em).body(repeated));
    ask("events", "key", this::byKey);
    ask("event", "bodies to apply again", em -> new StoredEvents(em).lock(List.of(middle)));
    ask("event", "sizes", em -> new StoredEvents(em).within(List.of(middle, repeated), 1_000));
  }

  private void byKey(EntityManager entities) {
    EventSearch search = new EventSearch(entities);
    String key = search.find(repeated).orElseThrow().event().key();
    search.list(new EventFilter(null, null, null, null, null, key, null, null), null, LIMIT);
  }

  private void settlement() {
    ask("settlement", "duplicate check", em -> claim(em, "known", middle));
    ask("settlement", "logged already", em -> new EventLog(em).logged(List.of(middle, repeated)));
    ask("settlement", "count duplicates", em -> new EventLog(em).lockDuplicates(List.of(repeated)));
    ask(
        "settlement",
        "what waits for a fetch",
        em -> new EventLog(em).lockWaiting("filmmakers", "profile", "profile-77", half));
    ask(
        "settlement",
        "end of a wait",
        em -> new EventLog(em).ignorePending("filmmakers", "profile-77", "deleted"));
    ask("held events", "first", em -> new HeldEvents(em).first("mediastream", LIMIT));
    ask("held events", "any", em -> new HeldEvents(em).any("waymark"));
  }

  private void claim(EntityManager entities, String text, UUID event) {
    TreeMap<EventKey, KeyOwner> wanted = new TreeMap<>();
    KeyOwner owner = new KeyOwner(event, DeliveryKeys.digest(new byte[0]));
    for (int i = 0; i < LIMIT; i++) {
      wanted.put(EventKey.of("waymark", text + i), owner);
    }
    new DeliveryKeys(entities).claim(wanted, half);
  }

  private void records() {
    records("none", RecordFilter.ALL, null);
    records("none, second page", RecordFilter.ALL, position(half.minus(Duration.ofDays(7))));
    records("a rare source", ofSource("archive", null), null);
    records(
        "a rare source, second page",
        ofSource("archive", null),
        position(half.minus(Duration.ofDays(7))));
    records("an unknown source", ofSource("nobody", null), null);
    records("id", new RecordFilter(null, "media-77", null, null, false, null), null);
    records("updated since", since(), null);
    records("updated since, second page", since(), position(half.plus(Duration.ofDays(7))));
    records(
        "updated since, rare source",
        new RecordFilter("archive", null, null, half, true, null),
        null);
    records("deleted too", new RecordFilter(null, null, null, null, true, null), null);
    records("a common word", new RecordFilter(null, null, "number", null, false, null), null);
    documents("a common kind", ofSource(null, "show"));
    documents("a rare kind", ofSource(null, "moment"));
    documents("an unknown kind", ofSource(null, "nothing"));
    documents("source and kind", ofSource("mediastream", "show"));
    documents("a rare source and kind", ofSource("archive", "moment"));
    ask("profile", "id", em -> new CatalogSearch(em).profile("filmmakers", "profile-77"));
    ask("video", "id", em -> new CatalogSearch(em).video("waymark", "video-77"));
  }

  private RecordFilter since() {
    return new RecordFilter(null, null, null, half, false, null);
  }

  private static Position position(Instant updatedAt) {
    return new Position(updatedAt, "filmmakers", "show", "profile-77");
  }

  private static RecordFilter ofSource(@Nullable String source, @Nullable String kind) {
    return new RecordFilter(source, null, null, null, false, kind);
  }

  private void records(String what, RecordFilter filter, @Nullable Position after) {
    ask(
        "profiles",
        what,
        em -> new CatalogSearch(em).list(RecordType.PROFILE, filter, after, LIMIT, false));
    ask(
        "media",
        what,
        em -> new CatalogSearch(em).list(RecordType.MEDIA, filter, after, LIMIT, false));
    ask(
        "documents",
        what,
        em -> new CatalogSearch(em).list(RecordType.DOCUMENT, filter, after, LIMIT, false));
    ask(
        "videos",
        what,
        em -> new CatalogSearch(em).list(RecordType.VIDEO, filter, after, LIMIT, false));
    ask(
        "accounts",
        what,
        em -> new CatalogSearch(em).list(RecordType.ACCOUNT, filter, after, LIMIT, false));
  }

  private void documents(String what, RecordFilter filter) {
    ask(
        "documents",
        what,
        em -> new CatalogSearch(em).list(RecordType.DOCUMENT, filter, null, LIMIT, false));
  }

  private void rejections() {
    rejections("none", RejectionFilter.ALL);
    rejections("source", new RejectionFilter("archive", null, null, null));
    rejections("reason", new RejectionFilter(null, "signature-stale", null, null));
    rejections(
        "source and reason", new RejectionFilter("waymark", "signature-malformed", null, null));
    rejections(
        "a reason of another",
        new RejectionFilter("filmmakers", "signature-malformed", null, null));
    rejections("an hour", new RejectionFilter(null, null, half, half.plus(Duration.ofHours(1))));
    rejections("to", new RejectionFilter(null, null, null, half));
    rejections("source and to", new RejectionFilter("archive", null, null, half));
  }

  private void rejections(String what, RejectionFilter filter) {
    UUID end = new UUID(Long.MAX_VALUE, -1);
    ask("rejections", what, em -> new RejectionSearch(em).list(filter, null, LIMIT));
    ask("quarantined", what, em -> new Quarantine(em).list(filter, null, end, LIMIT));
  }

  private void audit() {
    audit("none", AuditFilter.ALL);
    audit("actor", new AuditFilter("eve", null, null, null, null));
    audit("action", new AuditFilter(null, "source.paused", null, null, null));
    audit("subject", new AuditFilter(null, null, "thing-77", null, null));
    audit("an hour", new AuditFilter(null, null, null, half, half.plus(Duration.ofHours(1))));
    audit("from", new AuditFilter(null, null, null, half, null));
  }

  private void audit(String what, AuditFilter filter) {
    ask("audit", what, em -> new AuditSearch(em).list(filter, null, LIMIT));
  }

  private void work() {
    Clock clock = Clock.fixed(log.time(log.events()), ZoneOffset.UTC);
    ask("jobs", "id", em -> new Jobs(em, clock).find(JobKind.REPLAY, middle));
    ask("jobs", "next", em -> new Jobs(em, clock).claim());
    ask("fetches", "next", em -> new FetchQueue(em).claim("filmmakers", clock.instant()));
    ask("alarms", "open", em -> alarms(em, clock).open());
    ask("alarms", "all", em -> alarms(em, clock).list(null, true, null, LIMIT));
    ask("alarms", "open, of a source", em -> alarms(em, clock).list("archive", false, null, LIMIT));
    ask("alarms", "source", em -> alarms(em, clock).list("archive", true, null, LIMIT));
  }

  private static Alarms alarms(EntityManager entities, Clock clock) {
    return new Alarms(entities, new RaisedAlarms(), clock);
  }
}

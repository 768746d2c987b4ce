package io.callboard.intake.settlement;

import io.callboard.audit.Operator;
import io.callboard.catalog.Catalog;
import io.callboard.catalog.RecordWalk;
import io.callboard.catalog.StoredRecordName;
import io.callboard.eventlog.DeliveryKeys;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventSearch;
import io.callboard.eventlog.HeldEvents;
import io.callboard.eventlog.StoredEvents;
import io.callboard.intake.journal.Bundle;
import io.callboard.intake.journal.MessageLabel;
import io.callboard.intake.rebuild.History;
import io.callboard.intake.rebuild.Rebuild;
import io.callboard.intake.rebuild.RebuildStep;
import io.callboard.intake.reception.Arrivals;
import io.callboard.intake.replay.Acceptance;
import io.callboard.intake.replay.AcceptancePart;
import io.callboard.intake.replay.Dismissal;
import io.callboard.intake.replay.DismissalPart;
import io.callboard.intake.replay.HeldDrain;
import io.callboard.intake.replay.JobRunner;
import io.callboard.intake.replay.Part;
import io.callboard.intake.replay.QuarantineRelease;
import io.callboard.intake.replay.Reapplication;
import io.callboard.intake.replay.ReplayPart;
import io.callboard.intake.source.Configured;
import io.callboard.intake.source.Providers;
import io.callboard.intake.source.Sources;
import io.callboard.job.CancelOutcome;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.job.JobKind;
import io.callboard.job.JobRequest;
import io.callboard.job.JobView;
import io.callboard.job.Jobs;
import io.callboard.ledger.Ledger;
import io.callboard.persistence.Slice;
import io.callboard.privacy.ErasedKeys;
import io.callboard.privacy.ErasedSubjects;
import io.callboard.provider.AllProviders;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.rebuild.Finding;
import io.callboard.rebuild.FindingOutcome;
import io.callboard.rebuild.Findings;
import io.callboard.rejection.Quarantine;
import io.callboard.signature.Verification.Verified;
import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import io.callboard.source.StateOutcome;
import io.callboard.testing.SignedRequest;
import io.callboard.testing.SignedRequests;
import io.callboard.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settlement on a test database. Each call has its own transaction, as in the container, and
 * bundles are numbered as by the journal.
 */
final class SettlementFixture {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Arrivals ARRIVALS = new Arrivals(CLOCK);

  private final TestDatabase database;
  private final Providers providers;
  private final Sources sources;
  private final List<ProvenDelivery> journal = new ArrayList<>();
  private boolean journalTakes = true;
  private final SourceStateCache known = new SourceStateCache(new StatesInTransactions());
  private final UUID run = UUID.randomUUID();
  private final Map<String, Long> carried = new HashMap<>();
  private final AtomicInteger largestGroup = new AtomicInteger();
  private long number;

  /** Creates a first node and empties the database. */
  SettlementFixture(TestDatabase database) {
    this(database, true);
  }

  private SettlementFixture(TestDatabase database, boolean empties) {
    this.database = database;
    if (empties) {
      database.empty();
    }
    this.providers =
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
    this.sources = Configured.sources(settings, providers);
  }

  private static ErasedSubjects erased(EntityManager entities) {
    ErasedSubjects erased = new ErasedSubjects(entities);
    erased.refresh();
    return erased;
  }

  private Translator translator(EntityManager entities) {
    return new Translator(sources, providers, new ErasedSubjects(entities));
  }

  /** Returns another node on the same database. */
  SettlementFixture anotherNode() {
    return new SettlementFixture(database, false);
  }

  /** Returns the states of sources; each call is a transaction. */
  SourceStates states() {
    return new StatesInTransactions();
  }

  /** Returns the drain of held events; each call is a transaction. */
  HeldDrain drain() {
    return new DrainInTransactions();
  }

  /** Returns the jobs; each call is a transaction. */
  Jobs jobs() {
    return new JobsInTransactions();
  }

  /** Returns the runner of jobs; each part has its own transaction. */
  JobRunner runner() {
    return new JobRunner(
        jobs(),
        new ReplayInTransactions(),
        new AcceptanceInTransactions(),
        new DismissalInTransactions(),
        rebuild());
  }

  /** Returns the rebuild of records; each step has its own transaction. */
  Rebuild rebuild() {
    return new Rebuild(jobs(), new RebuildInTransactions(), new FindingsInTransactions(), CLOCK);
  }

  /** Returns the findings of rebuilds; each call is a transaction. */
  Findings findings() {
    return new FindingsInTransactions();
  }

  /** Accepts a rejection into {@link #journal}. */
  Acceptance accept(UUID rejection) {
    return database.inTransaction(
        entities ->
            new QuarantineRelease(
                    new Quarantine(entities), sources, providers, ARRIVALS, this::append)
                .accept(rejection));
  }

  private CompletionStage<Boolean> append(ProvenDelivery event) {
    if (journalTakes) {
      journal.add(event);
    }
    return CompletableFuture.completedStage(journalTakes);
  }

  /** Returns the deliveries accepted so far. */
  List<ProvenDelivery> journal() {
    return journal;
  }

  /** Lets the journal accept events, or refuse them. */
  void journalTakes(boolean takes) {
    journalTakes = takes;
  }

  /** Sends events and settles them. */
  void settle(ProvenDelivery... events) {
    try {
      settler().settle(bundle(events), 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the largest number of bundles that shared a transaction. */
  int largestGroup() {
    return largestGroup.get();
  }

  /** Returns a settlement; each call is a transaction. */
  Settlement settlement() {
    return new InTransactions();
  }

  BundleSettler settler() {
    return new BundleSettler(settlement());
  }

  /** Returns a Filmmakers event. */
  static ProvenDelivery profile(String type, String id, int second) {
    return proven(
        "filmmakers", SignedRequests.filmmakers("f", type, id, NOW.plusSeconds(second), NOW));
  }

  /** Returns a Mediastream event about media; its signature does not cover its data. */
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

  /** Returns a signed Waymark event about a video. */
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

  /** Returns a signed Waymark event about a video that was rendered in these formats. */
  static ProvenDelivery rendered(String event, String id, int second, String... formats) {
    String renders =
        Stream.of(formats)
            .map(
                format ->
                    "{\"format\":\"%s\",\"status\":\"succeeded\",\"url\":\"https://x/%s\"}"
                        .formatted(format, format))
            .collect(Collectors.joining(",", "[", "]"));
    return proven(
        "waymark",
        SignedRequests.waymark(
            "w",
            event,
            "video.rendered",
            NOW.plusSeconds(second),
            "{\"id\":\"%s\",\"renders\":%s}".formatted(id, renders),
            NOW));
  }

  /** Returns an event that its provider translates but every database rejects. */
  static ProvenDelivery refusedByTheDatabase() {
    return proven("careless", new SignedRequest("text/plain", Map.of(), new byte[] {'x'}));
  }

  /** Returns the same delivery with an earlier arrival time. */
  static ProvenDelivery earlier(ProvenDelivery proven, Duration by) {
    Delivery delivery = proven.delivery();
    Instant at = delivery.receivedAt().minus(by);
    return new ProvenDelivery(
        new Delivery(
            new UUID(at.toEpochMilli() << 16 | 0x7000, delivery.id().getLeastSignificantBits()),
            delivery.source(),
            delivery.contentType(),
            delivery.headers(),
            delivery.body(),
            at,
            delivery.address()),
        proven.proof());
  }

  /** Returns another delivery of the same request. */
  static ProvenDelivery again(ProvenDelivery proven) {
    return with(proven, proven.delivery().contentType());
  }

  /** Returns another delivery of the same body with this content type. */
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

  /** Returns a delivery of a source, with a proof that the signature covers the body. */
  static ProvenDelivery proven(String source, SignedRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return new ProvenDelivery(
        ARRIVALS.arrive(source, request.contentType(), headers, request.body(), "::1"),
        new Verified(List.of("body"), 0));
  }

  /** Returns the next bundle of the lane. */
  Bundle bundle(List<ProvenDelivery> deliveries) {
    deliveries.forEach(proven -> carried.merge(proven.delivery().source(), 1L, Long::sum));
    return new Bundle(run, 1, ++number, carried, deliveries);
  }

  Bundle bundle(ProvenDelivery... deliveries) {
    return bundle(List.of(deliveries));
  }

  /** Returns the state of an event in the log, or {@code absent}. */
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

  /** Returns a total of a source, such as {@code applied}. */
  String total(String source, String column) {
    return one("select " + column + " from source_total where source = '" + source + "'");
  }

  /** Returns how many events are settled in the ledger. */
  String settledEvents() {
    return one("select sum(events) from lane_message");
  }

  private String one(String sql) {
    List<Object> rows = database.query(sql);
    return rows.isEmpty() ? "absent" : String.valueOf(rows.getFirst());
  }

  private final class InTransactions extends Settlement {
    @Override
    public void settleNew(List<Bundle> bundles) {
      largestGroup.accumulateAndGet(bundles.size(), Math::max);
      database.run(entities -> on(entities).settleNew(bundles));
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
  }

  /** Returns a settlement in a transaction that the caller ends. */
  Settlement on(EntityManager entities) {
    EventLog eventLog = new EventLog(entities);
    return new Settlement(
        translator(entities),
        new DuplicateDetection(
            new DeliveryKeys(entities),
            new StoredEvents(entities),
            translator(entities),
            new ErasedKeys(new DeliveryKeys(entities), erased(entities))),
        new Catalog(entities, CLOCK),
        eventLog,
        new HeldEvents(entities),
        new SupersededEvents(eventLog),
        known,
        new Ledger(entities),
        CLOCK);
  }

  private Reapplication reapplication(EntityManager entities, StoredEvents log) {
    return new Reapplication(
        translator(entities),
        new Catalog(entities, CLOCK),
        log,
        new SupersededEvents(new EventLog(entities)),
        new Ledger(entities),
        CLOCK);
  }

  private final class StatesInTransactions extends SourceStates {
    @Override
    public Map<String, SourceState> notRunning() {
      return database.inTransaction(entities -> new SourceStates(entities).notRunning());
    }

    @Override
    public StateOutcome pause(String source) {
      return database.inTransaction(entities -> new SourceStates(entities).pause(source));
    }

    @Override
    public StateOutcome resume(String source) {
      return database.inTransaction(entities -> new SourceStates(entities).resume(source));
    }
  }

  private final class JobsInTransactions extends Jobs {
    @Override
    public Optional<JobView> create(UUID id, JobRequest request, Operator by) {
      return in(jobs -> jobs.create(id, request, by));
    }

    @Override
    public Optional<JobView> find(JobKind kind, UUID id) {
      return in(jobs -> jobs.find(kind, id));
    }

    @Override
    public Optional<ClaimedJob> claim() {
      return in(Jobs::claim);
    }

    @Override
    public boolean progress(ClaimedJob job, Counts done, @Nullable UUID last) {
      return in(jobs -> jobs.progress(job, done, last));
    }

    @Override
    public void advance(ClaimedJob job, Counts done, String place) {
      database.run(entities -> new Jobs(entities, CLOCK).advance(job, done, place));
    }

    @Override
    public CancelOutcome cancel(JobKind kind, UUID id) {
      return in(jobs -> jobs.cancel(kind, id));
    }

    @Override
    public void putOff(ClaimedJob job, Duration time) {
      database.run(entities -> new Jobs(entities, CLOCK).putOff(job, time));
    }

    private <T> T in(Function<Jobs, T> work) {
      return database.inTransaction(entities -> work.apply(new Jobs(entities, CLOCK)));
    }
  }

  private final class ReplayInTransactions extends ReplayPart {
    @Override
    public Part apply(ClaimedJob job, int limit) {
      return database.inTransaction(entities -> on(entities).apply(job, limit));
    }

    @Override
    public Part passOver(ClaimedJob job) {
      return database.inTransaction(entities -> on(entities).passOver(job));
    }

    private ReplayPart on(EntityManager entities) {
      StoredEvents log = new StoredEvents(entities);
      return new ReplayPart(
          new EventSearch(entities),
          log,
          new HeldEvents(entities),
          new SourceStates(entities),
          reapplication(entities, log));
    }
  }

  private final class FindingsInTransactions extends Findings {
    @Override
    public Slice<Finding> list(UUID job, @Nullable FindingOutcome outcome, long after, int limit) {
      return database.inTransaction(
          entities -> new Findings(entities).list(job, outcome, after, limit));
    }

    @Override
    public void forgetOld(Instant now) {
      database.run(entities -> new Findings(entities).forgetOld(now));
    }
  }

  private final class RebuildInTransactions extends RebuildStep {
    @Override
    public List<Look> look(ClaimedJob job, int limit) {
      return database.inTransaction(entities -> on(entities).look(job, limit));
    }

    @Override
    public void rebuild(ClaimedJob job, StoredRecordName record, Counts before) {
      database.run(entities -> on(entities).rebuild(job, record, before));
    }

    @Override
    public void passOver(ClaimedJob job, StoredRecordName record, Counts before) {
      database.run(entities -> on(entities).passOver(job, record, before));
    }

    private RebuildStep on(EntityManager entities) {
      return new RebuildStep(
          new RecordWalk(entities),
          new Catalog(entities, CLOCK),
          new History(new StoredEvents(entities), translator(entities)),
          new Findings(entities),
          new Jobs(entities, CLOCK),
          new EventLog(entities),
          new Ledger(entities));
    }
  }

  private final class AcceptanceInTransactions extends AcceptancePart {
    AcceptanceInTransactions() {
      super(new Quarantine() {}, new ReleaseInTransactions());
    }

    @Override
    public List<UUID> next(ClaimedJob job, int limit) {
      return database.inTransaction(
          entities ->
              new AcceptancePart(new Quarantine(entities), new ReleaseInTransactions())
                  .next(job, limit));
    }
  }

  private final class DismissalInTransactions extends DismissalPart {
    @Override
    public Part dismiss(ClaimedJob job, int limit) {
      return database.inTransaction(
          entities ->
              new DismissalPart(
                      new EventSearch(entities),
                      new Dismissal(
                          new StoredEvents(entities),
                          new HeldEvents(entities),
                          new Ledger(entities),
                          CLOCK),
                      new Quarantine(entities))
                  .dismiss(job, limit));
    }
  }

  private final class ReleaseInTransactions extends QuarantineRelease {
    @Override
    public Acceptance accept(UUID rejection) {
      return SettlementFixture.this.accept(rejection);
    }
  }

  private final class DrainInTransactions extends HeldDrain {
    @Override
    public int apply(String source, int limit) {
      return database.inTransaction(entities -> on(entities).apply(source, limit));
    }

    @Override
    public Optional<UUID> first(String source) {
      return database.inTransaction(entities -> on(entities).first(source));
    }

    @Override
    public void fail(UUID event) {
      database.run(entities -> on(entities).fail(event));
    }

    @Override
    public boolean finish(String source) {
      return database.inTransaction(entities -> on(entities).finish(source));
    }

    private HeldDrain on(EntityManager entities) {
      StoredEvents log = new StoredEvents(entities);
      Ledger ledger = new Ledger(entities);
      return new HeldDrain(
          new HeldEvents(entities),
          log,
          reapplication(entities, log),
          new SourceStates(entities),
          ledger,
          CLOCK);
    }
  }

  /** Returns {@code count} deliveries of the same request. */
  static List<ProvenDelivery> copies(int count, ProvenDelivery original) {
    UnaryOperator<ProvenDelivery> next = SettlementFixture::again;
    return new ArrayList<>(Stream.iterate(original, next).limit(count).toList());
  }
}

package io.callboard.intake.settlement;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.CatalogChange.DocumentAnnounced;
import io.callboard.catalog.CatalogChange.ProfileUpdated;
import io.callboard.catalog.Outcome;
import io.callboard.catalog.Pending;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.HeldEvents;
import io.callboard.eventlog.LoggedEvent;
import io.callboard.eventlog.LoggedEvent.Arrival;
import io.callboard.eventlog.LoggedEvent.Meaning;
import io.callboard.intake.journal.Bundle;
import io.callboard.intake.journal.MessageLabel;
import io.callboard.intake.settlement.DuplicateDetection.Verdict;
import io.callboard.json.JsonMembers;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.SettledEvents;
import io.callboard.ledger.SettledMessage;
import io.callboard.ledger.Tally;
import io.callboard.persistence.ArrivalIds;
import io.callboard.provider.Delivery;
import io.callboard.provider.ProvenDelivery;
import io.callboard.provider.Translation;
import io.callboard.provider.Translation.Repetition.SameKey;
import io.callboard.source.SourceStateChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settlement of events. Each call is a separate database transaction, which has committed when
 * the call returns. Any exception rolls it back completely. A call repeated after a crash finds its
 * events in the log and does nothing.
 *
 * <p>Events of a paused source are held. The state of the source is this node's cached one. If the
 * state differs when the totals are added, {@link SourceStateChanged} rolls back and the
 * transaction is retried.
 *
 * <p>Every call locks rows in the same order: delivery keys, originals of duplicates, records, and
 * last the shared totals. A delete also updates its subject's pending events, after the records. If
 * that deadlocks with another bundle, the database aborts one of the two, which is retried.
 */
@ApplicationScoped
public class Settlement {
  private static final Duration YOUNG = Duration.ofMinutes(5);

  private final Translator translator;
  private final DuplicateDetection detection;
  private final Catalog catalog;
  private final EventLog eventLog;
  private final HeldEvents heldEvents;
  private final SupersededEvents waits;
  private final SourceStateCache states;
  private final Ledger ledger;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Settlement() {
    this.translator = null;
    this.detection = null;
    this.catalog = null;
    this.eventLog = null;
    this.heldEvents = null;
    this.waits = null;
    this.states = null;
    this.ledger = null;
    this.clock = null;
  }

  @Inject
  Settlement(
      Translator translator,
      DuplicateDetection detection,
      Catalog catalog,
      EventLog eventLog,
      HeldEvents heldEvents,
      SupersededEvents waits,
      SourceStateCache states,
      Ledger ledger,
      Clock clock) {
    this.translator = translator;
    this.detection = detection;
    this.catalog = catalog;
    this.eventLog = eventLog;
    this.heldEvents = heldEvents;
    this.waits = waits;
    this.states = states;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Settles all events of bundles that the broker delivers for the first time. They are assumed to
   * be new. If a part of one was settled before, a unique key of the log or of the ledger rejects
   * it, which appears as a data error.
   *
   * @param bundles in the order in which the broker delivered them
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void settleNew(List<Bundle> bundles) {
    settle(bundles.stream().map(bundle -> part(bundle, Remainder.all(bundle))).toList(), 1);
  }

  /**
   * Settles all events of a bundle that no earlier transaction settled.
   *
   * @param attempts how often the broker has delivered it
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void settle(Bundle bundle, int attempts) {
    settle(part(bundle, remainder(bundle, bundle.deliveries())), attempts);
  }

  /** Settles one event of a bundle. */
  @Transactional(TxType.REQUIRES_NEW)
  public void settleAlone(Bundle bundle, ProvenDelivery event, int attempts) {
    settle(part(bundle, remainder(bundle, List.of(event))), attempts);
  }

  /** Logs one event of a bundle as {@code FAILED}; its bytes are kept. */
  @Transactional(TxType.REQUIRES_NEW)
  public void fail(Bundle bundle, ProvenDelivery event, String cause, int attempts) {
    Remainder left = remainder(bundle, List.of(event));
    List<Translated> events =
        left.events().stream().map(proven -> Translated.failed(proven, cause)).toList();
    settle(new Part(bundle, events, left.begun()), attempts);
  }

  /** Counts the events of an unreadable message as parked; idempotent. */
  @Transactional(TxType.REQUIRES_NEW)
  public void park(MessageLabel label) {
    Instant now = clock.instant();
    SettledMessage message =
        new SettledMessage(label.run(), label.lane(), label.number(), new UUID(0, 0));
    if (!ledger.settled(message).isEmpty()) {
      return;
    }
    ledger.settle(List.of(new SettledEvents(message, false, label.events(), label.carried())), now);
    SortedMap<String, Tally> tallies = new TreeMap<>();
    label
        .events()
        .forEach(
            (source, events) -> tallies.computeIfAbsent(source, s -> new Tally()).park(events));
    ledger.add(tallies);
  }

  /**
   * The events of a bundle that earlier transactions have not settled.
   *
   * @param begun whether earlier transactions settled any of the bundle
   */
  private record Remainder(List<ProvenDelivery> events, boolean begun) {
    static Remainder all(Bundle bundle) {
      return new Remainder(bundle.deliveries(), false);
    }
  }

  /**
   * The part of a bundle that one transaction settles.
   *
   * @param begun whether earlier transactions settled any of the bundle
   */
  private record Part(Bundle bundle, List<Translated> events, boolean begun) {
    boolean isWhole() {
      return events.size() == bundle.deliveries().size();
    }

    SettledEvents settled() {
      Map<String, Integer> settled = new HashMap<>();
      events.forEach(event -> settled.merge(event.delivery().source(), 1, Integer::sum));
      return new SettledEvents(message(bundle), begun, settled, bundle.carried());
    }
  }

  private Remainder remainder(Bundle bundle, List<ProvenDelivery> events) {
    Map<String, Integer> settled = ledger.settled(message(bundle));
    int count = settled.values().stream().mapToInt(Integer::intValue).sum();
    if (count >= bundle.deliveries().size()) {
      return new Remainder(List.of(), true);
    }
    Set<UUID> logged =
        eventLog.logged(events.stream().map(event -> event.delivery().id()).toList());
    return new Remainder(
        events.stream().filter(event -> !logged.contains(event.delivery().id())).toList(),
        !settled.isEmpty());
  }

  private Part part(Bundle bundle, Remainder left) {
    List<Translated> events = left.events().stream().map(translator::translate).toList();
    return new Part(bundle, events, left.begun());
  }

  private void settle(Part part, int attempts) {
    if (!part.events().isEmpty()) {
      settle(List.of(part), attempts);
    }
  }

  private void settle(List<Part> parts, int attempts) {
    List<Translated> events = parts.stream().flatMap(part -> part.events().stream()).toList();
    Instant now = clock.instant();
    Map<UUID, Verdict> verdicts = detection.judge(events, now);
    Duplicates duplicates = new Duplicates(verdicts.values(), ids(events), eventLog);
    PausedSources paused = new PausedSources(states.notRunning());
    Map<UUID, Outcome> outcomes = catalog.apply(pending(events, verdicts, paused));
    boolean whole = parts.stream().allMatch(Part::isWhole);
    List<LoggedEvent> lines = new ArrayList<>();
    SortedMap<String, Tally> tallies = new TreeMap<>();
    for (Translated event : events) {
      UUID id = event.delivery().id();
      Verdict verdict = verdicts.get(id);
      EventOutcome outcome =
          waits(event, verdict, paused)
              ? paused.hold(event, verdict)
              : EventOutcome.of(event, verdict, outcomes.get(id));
      count(tallies, event, outcome.state());
      // In a partial bundle every duplicate is logged, so that a redelivery finds it.
      if (outcome.duplicateOf() == null || duplicates.count(outcome.duplicateOf()) || !whole) {
        lines.add(line(event, outcome, now, attempts));
      }
    }
    eventLog.write(lines.stream().map(line -> withDuplicates(line, duplicates)).toList());
    heldEvents.hold(paused.held());
    eventLog.countDuplicates(duplicates.ofLogged());
    events.forEach(event -> waits.after(event, outcomes.get(event.delivery().id()), tallies));
    ledger.settle(parts.stream().map(Part::settled).toList(), now);
    add(tallies, paused);
  }

  /** Adds to the totals, unless a source is no longer in the state that this settlement used. */
  private void add(SortedMap<String, Tally> tallies, PausedSources paused) {
    tallies.forEach((source, tally) -> tally.expect(paused.state(source)));
    try {
      ledger.add(tallies);
    } catch (SourceStateChanged e) {
      states.refresh();
      throw e;
    }
  }

  private static Set<UUID> ids(List<Translated> events) {
    return events.stream().map(event -> event.delivery().id()).collect(Collectors.toSet());
  }

  private static List<Pending> pending(
      List<Translated> events, Map<UUID, Verdict> verdicts, PausedSources paused) {
    return events.stream()
        .filter(event -> applies(event, verdicts.get(event.delivery().id())))
        .filter(event -> !paused.holds(event))
        .map(Translated::pending)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean waits(Translated event, @Nullable Verdict verdict, PausedSources paused) {
    return event.translation() != null && applies(event, verdict) && paused.holds(event);
  }

  /**
   * Returns whether an event goes to the catalog. New events do. Repeated thin events do while the
   * first is young, since two edits in the same second look alike. Held events do if they only
   * announce a document, whose fetch will settle them.
   */
  private static boolean applies(Translated event, @Nullable Verdict verdict) {
    return switch (verdict) {
      case null -> false;
      case Verdict.First first -> true;
      case Verdict.Flagged flagged -> true;
      case Verdict.Duplicate duplicate ->
          event.translation() != null
              && event.translation().change() instanceof ProfileUpdated
              && isYoung(duplicate.original(), event.delivery().receivedAt());
      case Verdict.Held held ->
          event.translation() != null && event.translation().change() instanceof DocumentAnnounced;
    };
  }

  /**
   * Returns whether an event is so young that a repetition may be an edit in the same second. A
   * captured delivery that is replayed later causes no fetch.
   */
  private static boolean isYoung(UUID original, Instant now) {
    return ArrivalIds.time(original).plus(YOUNG).isAfter(now);
  }

  private static SettledMessage message(Bundle bundle) {
    UUID first = bundle.deliveries().getFirst().delivery().id();
    return new SettledMessage(bundle.run(), bundle.lane(), bundle.number(), first);
  }

  private static void count(SortedMap<String, Tally> tallies, Translated event, EventState state) {
    Delivery delivery = event.delivery();
    tallies
        .computeIfAbsent(delivery.source(), source -> new Tally())
        .add(state, delivery.id(), delivery.receivedAt(), event.proven().proof().secretIndex());
  }

  private static LoggedEvent line(
      Translated event, EventOutcome outcome, Instant now, int attempts) {
    Delivery delivery = event.delivery();
    Arrival arrival =
        new Arrival(
            delivery.id(),
            delivery.source(),
            delivery.receivedAt(),
            delivery.contentType(),
            delivery.address(),
            headers(delivery),
            delivery.body(),
            event.proven().proof().proven(),
            event.proven().proof().secretIndex());
    return new LoggedEvent(
        arrival,
        meaning(event.translation()),
        now,
        outcome.state(),
        outcome.cause(),
        attempts,
        0,
        outcome.duplicateOf());
  }

  private static LoggedEvent withDuplicates(LoggedEvent line, Duplicates duplicates) {
    int count = duplicates.of(line.arrival().id());
    return count == 0 ? line : line.withDuplicates(count);
  }

  private static @Nullable Meaning meaning(@Nullable Translation translation) {
    if (translation == null) {
      return null;
    }
    String key = translation.key() instanceof SameKey same ? same.key() : null;
    return new Meaning(
        translation.type(),
        translation.kind(),
        translation.subject(),
        key,
        translation.occurredAt());
  }

  private static byte[] headers(Delivery delivery) {
    Map<String, String> texts = new TreeMap<>();
    delivery.headers().forEach((name, values) -> texts.put(name, JsonMembers.quote(values)));
    return JsonMembers.of(texts).toBytes();
  }
}

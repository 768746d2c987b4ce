package io.callboard.intake.replay;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.Outcome;
import io.callboard.catalog.Pending;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.StoredEvent;
import io.callboard.eventlog.StoredEvents;
import io.callboard.eventlog.StoredEvents.Resettled;
import io.callboard.intake.settlement.SupersededEvents;
import io.callboard.intake.settlement.Translated;
import io.callboard.intake.settlement.Translator;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.provider.ProvenDelivery;
import io.callboard.source.SourceState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The renewed application of logged events to their records, in the caller's transaction. It
 * updates their state in the log. It locks in the order of settlement: records first, the totals
 * last.
 */
@ApplicationScoped
public class Reapplication {
  static final String NO_BYTES = "its bytes are no longer kept";

  private final Translator translator;
  private final Catalog catalog;
  private final StoredEvents log;
  private final SupersededEvents waits;
  private final Ledger ledger;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Reapplication() {
    this.translator = null;
    this.catalog = null;
    this.log = null;
    this.waits = null;
    this.ledger = null;
    this.clock = null;
  }

  @Inject
  public Reapplication(
      Translator translator,
      Catalog catalog,
      StoredEvents log,
      SupersededEvents waits,
      Ledger ledger,
      Clock clock) {
    this.translator = translator;
    this.catalog = catalog;
    this.log = log;
    this.waits = waits;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * The decision on the new state of an event, by its stored state and the result of applying it.
   */
  interface Judgement {
    Resettled of(StoredEvent before, Resettled applied);
  }

  /**
   * Applies events.
   *
   * @param events in order of arrival
   * @param expected the state that their sources must be in
   * @param force whether each event replaces its record even if the record is newer
   * @return the new state of each event
   * @throws io.callboard.source.SourceStateChanged if a source is in another state
   */
  List<Resettled> apply(
      List<StoredEvent> events, SourceState expected, boolean force, Judgement judgement) {
    Map<UUID, Translated> translated = new HashMap<>();
    for (StoredEvent event : events) {
      ProvenDelivery.of(event)
          .map(translator::translate)
          .ifPresent(t -> translated.put(event.id(), t));
    }
    List<Pending> pending =
        events.stream()
            .map(event -> Optional.ofNullable(translated.get(event.id())))
            .flatMap(event -> event.flatMap(Translated::pending).stream())
            .toList();
    Map<UUID, Outcome> outcomes = force ? catalog.force(pending) : catalog.apply(pending);
    List<Resettled> settled = new ArrayList<>();
    SortedMap<String, Tally> tallies = new TreeMap<>();
    for (StoredEvent event : events) {
      Translated meaning = translated.get(event.id());
      Outcome outcome = outcomes.get(event.id());
      Resettled now = judgement.of(event, result(event, meaning, outcome));
      settled.add(now);
      tallies
          .computeIfAbsent(event.source(), source -> new Tally())
          .move(event.state(), now.state(), 1);
      if (meaning != null) {
        waits.after(meaning, outcome, tallies);
      }
    }
    write(events, settled);
    tallies.values().forEach(tally -> tally.expect(expected));
    ledger.add(tallies);
    return settled;
  }

  /** Writes only changed states: an unchanged event keeps the time at which it was settled. */
  private void write(List<StoredEvent> events, List<Resettled> settled) {
    Map<UUID, StoredEvent> before = new HashMap<>();
    events.forEach(event -> before.put(event.id(), event));
    log.resettle(
        settled.stream().filter(now -> !isAsBefore(now, before.get(now.id()))).toList(),
        clock.instant());
  }

  private static boolean isAsBefore(Resettled now, @Nullable StoredEvent before) {
    return before != null
        && before.state() == now.state()
        && java.util.Objects.equals(before.cause(), now.cause());
  }

  private static Resettled result(
      StoredEvent event, @Nullable Translated meaning, @Nullable Outcome outcome) {
    if (meaning == null) {
      return new Resettled(event.id(), EventState.FAILED, NO_BYTES);
    }
    return switch (outcome) {
      case Outcome.Applied applied ->
          new Resettled(event.id(), EventState.APPLIED, meaning.remark());
      case Outcome.Ignored ignored ->
          new Resettled(event.id(), EventState.IGNORED, ignored.reason());
      case Outcome.AwaitsFetch awaits ->
          new Resettled(event.id(), EventState.PENDING, meaning.remark());
      case null -> new Resettled(event.id(), EventState.FAILED, meaning.failure());
    };
  }
}

package io.callboard.intake.replay;

import io.callboard.eventlog.EventSearch;
import io.callboard.eventlog.EventState;
import io.callboard.eventlog.HeldEvents;
import io.callboard.eventlog.StoredEvent;
import io.callboard.eventlog.StoredEvents;
import io.callboard.eventlog.StoredEvents.Resettled;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.job.JobRequest;
import io.callboard.source.SourceState;
import io.callboard.source.SourceStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A part of a replay: it applies the next events again, in one transaction. The rules of the
 * records make that safe: an event that is older than its record changes nothing and keeps its
 * state. Events that are held for a paused source stay held. In a forced replay each event replaces
 * its record. A forced replay also applies events that were dismissed, or that are held because
 * their signature does not cover their data.
 */
@ApplicationScoped
public class ReplayPart {
  private static final long MAX_BYTES = 2L << 20;

  private final EventSearch search;
  private final StoredEvents log;
  private final HeldEvents held;
  private final SourceStates states;
  private final Reapplication reapplication;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected ReplayPart() {
    this.search = null;
    this.log = null;
    this.held = null;
    this.states = null;
    this.reapplication = null;
  }

  @Inject
  public ReplayPart(
      EventSearch search,
      StoredEvents log,
      HeldEvents held,
      SourceStates states,
      Reapplication reapplication) {
    this.search = search;
    this.log = log;
    this.held = held;
    this.states = states;
    this.reapplication = reapplication;
  }

  /** Thrown to roll back the transaction of a dry run. */
  static final class WouldDo extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Part part;

    WouldDo(Part part) {
      super("rolled back", null, false, false);
      this.part = part;
    }

    Part part() {
      return part;
    }
  }

  /**
   * Applies the next events.
   *
   * @throws WouldDo after a dry run, with the part that would have been done
   * @throws io.callboard.source.SourceStateChanged if the state of a source has changed
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Part apply(ClaimedJob job, int limit) {
    List<UUID> next = log.within(next(job, limit), MAX_BYTES);
    if (next.isEmpty()) {
      return Part.NOTHING_LEFT;
    }
    Part part = new Part(apply(log.lock(next), job.request()), next.getLast());
    if (job.request().dryRun()) {
      throw new WouldDo(part);
    }
    return part;
  }

  /** Counts the next event as failed, because it cannot be applied, and moves past it. */
  @Transactional(TxType.REQUIRES_NEW)
  public Part passOver(ClaimedJob job) {
    List<UUID> next = next(job, 1);
    return next.isEmpty()
        ? Part.NOTHING_LEFT
        : new Part(new Counts(1, 0, 0, 0, 0, 0, 1), next.getLast());
  }

  private List<UUID> next(ClaimedJob job, int limit) {
    Optional<UUID> one = JobFilters.event(job.request().filter());
    if (one.isPresent()) {
      return job.last() == null ? List.of(one.get()) : List.of();
    }
    return search.ids(JobFilters.events(job.request().filter()), job.last(), job.askedAt(), limit);
  }

  private Counts apply(List<StoredEvent> events, JobRequest request) {
    Set<UUID> waiting = new HashSet<>(held.among(events.stream().map(StoredEvent::id).toList()));
    Set<String> notRunning = states.notRunning().keySet();
    List<StoredEvent> applicable = new ArrayList<>();
    Counts counts = Counts.NONE;
    for (StoredEvent event : events) {
      if (event.body() == null) {
        counts = counts.plus(new Counts(1, 0, 0, 0, 0, 1, 0));
      } else if (waiting.contains(event.id())
          || notRunning.contains(event.source())
          || (isForPerson(event) && !request.force())) {
        counts = counts.plus(new Counts(1, 0, 0, 0, 1, 0, 0));
      } else {
        applicable.add(event);
      }
    }
    return counts.plus(applied(applicable, request.force()));
  }

  /**
   * Returns whether a replay needs force: the event is held, or was ended without being applied.
   */
  private static boolean isForPerson(StoredEvent event) {
    return event.state() == EventState.HELD || event.isEndedUnapplied();
  }

  private Counts applied(List<StoredEvent> events, boolean force) {
    if (events.isEmpty()) {
      return Counts.NONE;
    }
    List<Resettled> results = new ArrayList<>();
    reapplication.apply(
        events,
        SourceState.RUNNING,
        force,
        (before, applied) -> {
          results.add(applied);
          return judged(before, applied);
        });
    return new Counts(
        results.size(),
        count(results, EventState.APPLIED),
        count(results, EventState.IGNORED),
        count(results, EventState.PENDING),
        0,
        0,
        count(results, EventState.FAILED));
  }

  private static long count(List<Resettled> results, EventState state) {
    return results.stream().filter(result -> result.state() == state).count();
  }

  /**
   * Returns the new state of an event. An applied event stays applied. An event that was ended
   * unapplied keeps its state and cause, unless this replay applied it: without that cause a
   * rebuild would apply it.
   */
  private static Resettled judged(StoredEvent before, Resettled applied) {
    Resettled asBefore = new Resettled(before.id(), before.state(), before.cause());
    return switch (applied.state()) {
      case FAILED -> before.state() == EventState.FAILED ? applied : asBefore;
      case IGNORED -> isOver(before) ? asBefore : applied;
      case APPLIED -> before.state() == EventState.APPLIED ? asBefore : replayed(before);
      default -> applied;
    };
  }

  private static boolean isOver(StoredEvent event) {
    return event.state() == EventState.APPLIED || event.isEndedUnapplied();
  }

  private static Resettled replayed(StoredEvent before) {
    String was = before.cause() == null ? "" : "; before: " + before.cause();
    return new Resettled(before.id(), EventState.APPLIED, "applied by a replay" + was);
  }
}

package io.callboard.fetch;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.CatalogChange;
import io.callboard.catalog.CatalogChange.DocumentFetched;
import io.callboard.catalog.CatalogChange.ProfileFetched;
import io.callboard.catalog.CatalogChange.ProfileGone;
import io.callboard.catalog.CatalogChange.ProfileReported;
import io.callboard.catalog.Outcome;
import io.callboard.catalog.Pending;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventLog.Waiting;
import io.callboard.eventlog.EventState;
import io.callboard.fetch.queue.FetchClaim;
import io.callboard.fetch.queue.FetchRequests;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.persistence.Statements;
import io.callboard.privacy.ErasedSubjects;
import io.callboard.time.EventTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that applies a fetched record and settles the events that wait for it. It locks
 * the subject's events first, then its record, then its request, and the ledger last. If an event
 * arrived during the fetch and raised the request's counter, the request stays and is due at once.
 */
@ApplicationScoped
public class FetchSettlement {
  /** The accepted clock skew of a provider whose clock is ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final String PROFILE = "profile";

  private final Statements statements;
  private final FetchRequests requests;
  private final Catalog catalog;
  private final EventLog eventLog;
  private final Ledger ledger;
  private final ErasedSubjects erased;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected FetchSettlement() {
    this.statements = null;
    this.requests = null;
    this.catalog = null;
    this.eventLog = null;
    this.ledger = null;
    this.erased = null;
    this.clock = null;
  }

  @Inject
  public FetchSettlement(
      EntityManager entities,
      Catalog catalog,
      EventLog eventLog,
      Ledger ledger,
      ErasedSubjects erased,
      Clock clock) {
    this.statements = new Statements(entities);
    this.requests = new FetchRequests(statements);
    this.catalog = catalog;
    this.eventLog = eventLog;
    this.ledger = ledger;
    this.erased = erased;
    this.clock = clock;
  }

  /**
   * Settles a claim with the fetched result. Does nothing if another node has settled it or a
   * delete made it obsolete.
   *
   * @throws RuntimeException if another transaction interfered; the caller has to try again
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void settle(FetchClaim claim, FetchResult result) {
    List<Waiting> waiting =
        eventLog.lockWaiting(claim.source(), claim.kind(), claim.id(), claim.claimedAt());
    Optional<Request> request = request(claim);
    if (request.isEmpty()) {
      return;
    }
    boolean complete = request.get().wanted() == claim.wanted();
    if (!complete && !(result instanceof FetchResult.Found)) {
      requests.makeDue(claim, clock.instant());
      return;
    }
    UUID event = cause(waiting, request.get());
    Outcome outcome = apply(claim, result, event, complete);
    settle(claim, waiting, outcome);
    if (!complete) {
      requests.makeDue(claim, clock.instant());
    } else if (!requests.removeAnswered(claim)) {
      throw new Overtaken();
    }
  }

  /**
   * Gives up a claim. Its pending events end as {@code FAILED}, the record is unchanged, and the
   * next event requests a new fetch.
   *
   * @param cause for the event log
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void giveUp(FetchClaim claim, String cause) {
    List<Waiting> waiting =
        eventLog.lockWaiting(claim.source(), claim.kind(), claim.id(), claim.claimedAt());
    if (requests.removeAnswered(claim)) {
      Tally tally = new Tally();
      end(waiting, EventState.PENDING, EventState.FAILED, cause, tally);
      add(claim, tally);
    }
  }

  /**
   * Ends the pending fetch of a record that the API does not know, if a delete has arrived for it.
   *
   * @return whether the record was deleted
   */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean endIfDeleted(FetchClaim claim) {
    boolean deleted =
        !statements
            .query(
                "select 1 from "
                    + table(claim.kind())
                    + " where id = ? and source = ? and state = 'DELETED'",
                statement -> {
                  statement.setString(1, claim.id());
                  statement.setString(2, claim.source());
                },
                row -> row.getInt(1))
            .isEmpty();
    if (!deleted) {
      return false;
    }
    List<Waiting> waiting =
        eventLog.lockWaiting(claim.source(), claim.kind(), claim.id(), claim.claimedAt());
    if (requests.removeAnswered(claim)) {
      settle(claim, waiting, new Outcome.Ignored("the record was deleted before it was fetched"));
    }
    return true;
  }

  /**
   * A fetch request as stored.
   *
   * @param lastEvent the event that last changed the record
   */
  private record Request(long wanted, UUID lastEvent) {}

  private Optional<Request> request(FetchClaim claim) {
    return statements
        .query(
            "select f.wanted, r.last_event from fetch_request f join "
                + table(claim.kind())
                + " r on r.id = f.id and r.source = f.source"
                + " where f.source = ? and f.kind = ? and f.id = ?",
            statement -> {
              statement.setString(1, claim.source());
              statement.setString(2, claim.kind());
              statement.setString(3, claim.id());
            },
            row -> new Request(row.getLong(1), row.getObject(2, UUID.class)))
        .stream()
        .findFirst();
  }

  private static String table(String kind) {
    return switch (kind) {
      case PROFILE -> PROFILE;
      case "media" -> "media";
      default -> throw new IllegalArgumentException("the kind " + kind + " cannot be fetched");
    };
  }

  /** Returns the newest pending event; without one, the event that last changed the record. */
  private static UUID cause(List<Waiting> waiting, Request request) {
    return waiting.stream()
        .filter(event -> event.state() == EventState.PENDING)
        .map(Waiting::id)
        .reduce((older, newer) -> newer)
        .orElse(request.lastEvent());
  }

  private Outcome apply(FetchClaim claim, FetchResult result, UUID event, boolean complete) {
    Instant now = clock.instant();
    List<Pending> bundle = new ArrayList<>();
    bundle.add(new Pending(event, claim.source(), now, change(claim, result, complete)));
    if (result instanceof FetchResult.Merged merged) {
      if (!isErased(claim, merged.into())) {
        var reported = new ProfileReported(merged.into(), null, true);
        bundle.add(new Pending(event, claim.source(), now, reported));
      }
      catalog.apply(bundle);
      return new Outcome.Applied(false);
    }
    Outcome outcome = catalog.apply(bundle).get(event);
    if (outcome == null) {
      throw new IllegalStateException("the catalog returned no outcome for the fetched record");
    }
    return outcome;
  }

  private boolean isErased(FetchClaim claim, String profile) {
    erased.refresh();
    return erased.contains(claim.source(), PROFILE, profile);
  }

  private CatalogChange change(FetchClaim claim, FetchResult result, boolean complete) {
    Instant at = claim.claimedAt();
    return switch (result) {
      case FetchResult.Found found when claim.kind().equals(PROFILE) -> {
        Instant told = found.updatedAt();
        Instant updated = told == null ? null : EventTime.bounded(told, at, AHEAD);
        yield new ProfileFetched(claim.id(), updated, found.members(), complete);
      }
      case FetchResult.Found found -> {
        Instant updated = found.updatedAt() == null ? at : found.updatedAt();
        yield new DocumentFetched(
            claim.kind(),
            claim.id(),
            updated.toEpochMilli(),
            at.toEpochMilli(),
            found.members(),
            complete);
      }
      case FetchResult.Deleted deleted -> new ProfileGone(claim.id(), null, at);
      case FetchResult.Merged merged ->
          new ProfileGone(claim.id(), isErased(claim, merged.into()) ? null : merged.into(), at);
      case FetchResult.Unknown unknown ->
          throw new IllegalArgumentException("a record unknown to the API cannot be applied");
    };
  }

  private void settle(FetchClaim claim, List<Waiting> waiting, Outcome outcome) {
    Tally tally = new Tally();
    switch (outcome) {
      case Outcome.Ignored ignored ->
          end(waiting, EventState.PENDING, EventState.IGNORED, ignored.reason(), tally);
      case Outcome.Applied applied ->
          end(waiting, EventState.PENDING, EventState.APPLIED, null, tally);
      case Outcome.AwaitsFetch awaits ->
          throw new IllegalStateException("a fetched document must not request another fetch");
    }
    end(waiting, EventState.HELD, EventState.IGNORED, EventLog.FETCHED_INSTEAD, tally);
    add(claim, tally);
  }

  private void end(
      List<Waiting> waiting, EventState from, EventState to, @Nullable String cause, Tally tally) {
    List<UUID> ids =
        waiting.stream().filter(event -> event.state() == from).map(Waiting::id).toList();
    if (!ids.isEmpty()) {
      eventLog.settle(ids, to, cause, clock.instant());
      tally.move(from, to, ids.size());
    }
  }

  private void add(FetchClaim claim, Tally tally) {
    var tallies = new TreeMap<String, Tally>();
    tallies.put(claim.source(), tally);
    ledger.add(tallies);
  }
}

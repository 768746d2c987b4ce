package io.callboard.intake.fetching;

import io.callboard.fetch.FetchResult;
import io.callboard.fetch.FetchSettlement;
import io.callboard.fetch.queue.ApiHealth;
import io.callboard.fetch.queue.FetchClaim;
import io.callboard.fetch.queue.FetchQueue;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.intake.settlement.Fault;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.UnusableAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fetcher of the due records of a source, one after the other. */
@ApplicationScoped
public class Fetcher {
  private static final System.Logger LOG = System.getLogger(Fetcher.class.getName());

  /** Most records of a source per turn, so that each turn ends. */
  private static final int AT_ONCE = 100;

  /** Attempts to settle a fetched record, because another transaction may be in conflict. */
  private static final int TRIES = 3;

  private static final int DOUBLINGS = 9;

  /**
   * The pauses before a record that the API does not know is fetched again; after them it is given
   * up.
   */
  private static final List<Duration> UNKNOWN =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(17));

  private static final String NOT_KNOWN = "the provider's API does not know this record";

  private final ApiCaller caller;
  private final FetchQueue queue;
  private final FetchSettlement settlement;
  private final ApiHealth health;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Fetcher() {
    this.caller = null;
    this.queue = null;
    this.settlement = null;
    this.health = null;
    this.clock = null;
  }

  @Inject
  Fetcher(
      ApiCaller caller,
      FetchQueue queue,
      FetchSettlement settlement,
      ApiHealth health,
      Clock clock) {
    this.caller = caller;
    this.queue = queue;
    this.settlement = settlement;
    this.health = health;
    this.clock = clock;
  }

  /**
   * Fetches due records until none is left, {@value #AT_ONCE} are done, or the API must not be
   * called now.
   */
  public void fetchDue(SourceApi from) {
    boolean more = true;
    for (int left = AT_ONCE; more && left > 0; left--) {
      Instant now = clock.instant();
      Optional<FetchClaim> claim =
          health.mayCall(from.source(), now) ? queue.claim(from.source(), now) : Optional.empty();
      more = claim.isPresent() && fetch(from, claim.get());
    }
  }

  /** Returns whether the next record may be fetched at once. */
  private boolean fetch(SourceApi from, FetchClaim claim) {
    Optional<String> path = from.api().path(claim.kind(), claim.id());
    if (path.isEmpty()) {
      settlement.giveUp(claim, "its id cannot be part of an address of the provider's API");
      return true;
    }
    return switch (caller.call(from, from.access().at(path.get()))) {
      case Reply.Answered answered -> read(from, claim, answered.answer());
      case Reply.NotNow later -> {
        queue.release(claim, later.until());
        yield false;
      }
      case Reply.Trouble trouble -> {
        putOff(claim, trouble);
        yield false;
      }
    };
  }

  private boolean read(SourceApi from, FetchClaim claim, ApiAnswer answer) {
    try {
      FetchResult result = result(from, claim, answer);
      health.succeeded(from.source(), clock.instant());
      if (result instanceof FetchResult.Unknown) {
        unknown(claim);
      } else {
        settle(claim, result);
      }
      return true;
    } catch (UnusableAnswer e) {
      putOff(claim, new Reply.Trouble("the provider's API: " + e.getMessage(), true));
      return false;
    }
  }

  /** Lets the provider's code read an answer. An unexpected failure makes the answer unusable. */
  private static FetchResult result(SourceApi from, FetchClaim claim, ApiAnswer answer)
      throws UnusableAnswer {
    try {
      return from.api().read(claim.id(), answer);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      LOG.log(Level.ERROR, "The answer for " + claim + " cannot be read", e);
      throw new UnusableAnswer("its answer cannot be read; the server's log says more");
    }
  }

  private void settle(FetchClaim claim, FetchResult result) {
    for (int attempt = 1; ; attempt++) {
      try {
        settlement.settle(claim, result);
        return;
      } catch (RuntimeException e) {
        if (attempt == TRIES) {
          giveUp(claim, e);
          return;
        }
      }
    }
  }

  /**
   * Gives up a record if its data cannot be applied or our own code fails at it. Any other failure
   * is thrown, and the fetch is retried.
   */
  private void giveUp(FetchClaim claim, RuntimeException failure) {
    Fault fault = Fault.of(failure);
    if (fault != Fault.DATA && fault != Fault.CODE) {
      throw failure;
    }
    LOG.log(Level.ERROR, "The fetched record of " + claim + " cannot be applied", failure);
    settlement.giveUp(claim, "the fetched record cannot be applied; the server's log says more");
  }

  private void unknown(FetchClaim claim) {
    if (settlement.endIfDeleted(claim)) {
      return;
    }
    if (claim.attempts() >= UNKNOWN.size()) {
      settlement.giveUp(claim, NOT_KNOWN);
    } else {
      Duration pause = UNKNOWN.get(claim.attempts());
      queue.putOff(claim, clock.instant().plus(pause), NOT_KNOWN);
    }
  }

  /**
   * Puts off a fetch. If the API itself is not available, all its records stay due, so that they
   * are fetched once it returns. If the record may be the cause, its fetch backs off from 1 to 512
   * seconds.
   */
  private void putOff(FetchClaim claim, Reply.Trouble trouble) {
    Instant now = clock.instant();
    health.failed(claim.source(), trouble.what(), now);
    if (trouble.ofRecord()) {
      long seconds = 1L << Math.min(claim.attempts(), DOUBLINGS);
      queue.putOff(claim, now.plusSeconds(seconds), trouble.what());
    } else {
      queue.release(claim, now);
    }
  }
}

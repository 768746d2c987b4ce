package io.callboard.intake.fetching;

import io.callboard.fetch.ReconciliationClaim;
import io.callboard.fetch.Reconciliations;
import io.callboard.fetch.ReportedRecords;
import io.callboard.fetch.ReportedRecords.Reported;
import io.callboard.fetch.queue.ApiHealth;
import io.callboard.intake.fetching.ProviderApis.SourceApi;
import io.callboard.intake.reception.Arrivals;
import io.callboard.provider.api.ApiAnswer;
import io.callboard.provider.api.ListedRecords;
import io.callboard.provider.api.UnusableAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A comparison of sources with their providers' lists of changed records, page by page. */
@ApplicationScoped
public class Reconciler {
  static final int MAX_PAGES = 10_000;

  /** Longest address of a next page that is kept, in characters. */
  static final int MAX_ADDRESS = 4_000;

  private static final int TRIES = 3;

  private final ApiCaller caller;
  private final Reconciliations reconciliations;
  private final ReportedRecords records;
  private final ApiHealth health;
  private final Arrivals arrivals;
  private final Clock clock;
  private final Set<String> planned = ConcurrentHashMap.newKeySet();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Reconciler() {
    this.caller = null;
    this.reconciliations = null;
    this.records = null;
    this.health = null;
    this.arrivals = null;
    this.clock = null;
  }

  @Inject
  Reconciler(
      ApiCaller caller,
      Reconciliations reconciliations,
      ReportedRecords records,
      ApiHealth health,
      Arrivals arrivals,
      Clock clock) {
    this.caller = caller;
    this.reconciliations = reconciliations;
    this.records = records;
    this.health = health;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** Reads one page if a run of the source is due; does nothing for an API without a list. */
  public void reconcileDue(SourceApi from) {
    if (!from.lists()) {
      return;
    }
    if (planned.add(from.source())) {
      reconciliations.plan(from.source(), from.access().reconcileEvery());
    }
    if (health.mayCall(from.source(), clock.instant())) {
      reconciliations.claim(from.source()).ifPresent(claim -> read(from, claim));
    }
  }

  private void read(SourceApi from, ReconciliationClaim claim) {
    URI address = address(from, claim);
    switch (caller.call(from, address)) {
      case Reply.Answered answered -> read(from, claim, address, answered.answer());
      case Reply.NotNow later -> reconciliations.release(claim, later.until());
      case Reply.Trouble trouble -> {
        health.failed(from.source(), trouble.what(), clock.instant());
        reconciliations.fail(claim, trouble.what());
      }
    }
  }

  private static URI address(SourceApi from, ReconciliationClaim claim) {
    return claim.nextPage() == null
        ? from.access().at(from.api().listPath(claim.goodPoint()).orElseThrow())
        : URI.create(claim.nextPage());
  }

  private void read(SourceApi from, ReconciliationClaim claim, URI address, ApiAnswer answer) {
    try {
      if (answer.status() != 200) {
        throw new UnusableAnswer("expected a list, but the answer was " + answer.status());
      }
      ListedRecords page = from.api().readList(answer);
      String next = next(from, claim, address, page);
      health.succeeded(from.source(), clock.instant());
      apply(from, claim, page, next);
    } catch (UnusableAnswer e) {
      reconciliations.fail(claim, "the provider's API: " + e.getMessage());
    }
  }

  private static @Nullable String next(
      SourceApi from, ReconciliationClaim claim, URI address, ListedRecords page)
      throws UnusableAnswer {
    String reference = page.next();
    if (reference == null) {
      return null;
    }
    URI next = resolved(address, reference);
    if (!from.access().isSameOrigin(next)) {
      throw new UnusableAnswer("its Link leads to another host, port or scheme than api.url");
    }
    if (claim.pages() >= MAX_PAGES || next.equals(address)) {
      throw new UnusableAnswer("its list has no end: expected at most " + MAX_PAGES + " pages");
    }
    if (next.toString().length() > MAX_ADDRESS) {
      throw new UnusableAnswer("its Link is longer than " + MAX_ADDRESS + " characters");
    }
    return next.toString();
  }

  private static URI resolved(URI address, String reference) throws UnusableAnswer {
    try {
      URI next = address.resolve(reference.replace("[", "%5B").replace("]", "%5D"));
      if (next.getHost() != null && next.getScheme() != null) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // Treated like an address without a host.
    }
    throw new UnusableAnswer("its Link is not an address");
  }

  private void apply(
      SourceApi from, ReconciliationClaim claim, ListedRecords page, @Nullable String next) {
    List<Reported> reported =
        page.entries().stream()
            .map(
                entry ->
                    new Reported(newId(from, entry), entry.id(), entry.updatedAt(), entry.json()))
            .toList();
    for (int attempt = 1; ; attempt++) {
      try {
        records.apply(claim, reported, next, from.access().reconcileEvery());
        return;
      } catch (RuntimeException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private UUID newId(SourceApi from, ListedRecords.Entry entry) {
    return arrivals.arrive(from.source(), null, Map.of(), entry.json(), "").id();
  }
}

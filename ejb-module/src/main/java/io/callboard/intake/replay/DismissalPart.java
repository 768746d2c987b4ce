package io.callboard.intake.replay;

import io.callboard.eventlog.EventFilter;
import io.callboard.eventlog.EventSearch;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.rejection.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A part of a dismissal job: the next events or quarantined deliveries, in one transaction. */
@ApplicationScoped
public class DismissalPart {
  private final EventSearch search;
  private final Dismissal dismissal;
  private final Quarantine quarantine;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected DismissalPart() {
    this.search = null;
    this.dismissal = null;
    this.quarantine = null;
  }

  @Inject
  public DismissalPart(EventSearch search, Dismissal dismissal, Quarantine quarantine) {
    this.search = search;
    this.dismissal = dismissal;
    this.quarantine = quarantine;
  }

  /** Dismisses at most {@code limit} of the next events or deliveries. */
  @Transactional(TxType.REQUIRES_NEW)
  public Part dismiss(ClaimedJob job, int limit) {
    boolean rejections = JobFilters.isOfRejections(job.request().filter());
    List<UUID> next = rejections ? rejections(job, limit) : events(job, limit);
    if (next.isEmpty()) {
      return Part.NOTHING_LEFT;
    }
    String reason = Objects.requireNonNull(job.request().reason());
    int dismissed = next.size();
    if (!job.request().dryRun()) {
      dismissed = rejections ? quarantine.dismiss(next, reason) : dismissal.dismiss(next, reason);
    }
    int skipped = next.size() - dismissed;
    return new Part(new Counts(next.size(), dismissed, 0, 0, skipped, 0, 0), next.getLast());
  }

  private List<UUID> rejections(ClaimedJob job, int limit) {
    return quarantine.list(
        JobFilters.rejections(job.request().filter()),
        job.last(),
        AcceptancePart.through(job),
        limit);
  }

  private List<UUID> events(ClaimedJob job, int limit) {
    EventFilter filter = JobFilters.events(job.request().filter());
    return Dismissal.STATES.stream()
        .filter(state -> filter.state() == null || filter.state() == state)
        .map(filter::in)
        .flatMap(state -> search.ids(state, job.last(), job.askedAt(), limit).stream())
        .sorted()
        .limit(limit)
        .toList();
  }
}

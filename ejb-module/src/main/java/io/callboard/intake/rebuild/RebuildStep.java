package io.callboard.intake.rebuild;

import io.callboard.catalog.Catalog;
import io.callboard.catalog.InapplicableChange;
import io.callboard.catalog.RecordWalk;
import io.callboard.catalog.ReplayedRecord;
import io.callboard.catalog.StoredRecordName;
import io.callboard.eventlog.EventLog;
import io.callboard.eventlog.EventState;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.job.Jobs;
import io.callboard.ledger.Ledger;
import io.callboard.ledger.Tally;
import io.callboard.rebuild.Finding;
import io.callboard.rebuild.FindingOutcome;
import io.callboard.rebuild.Findings;
import io.callboard.rebuild.RebuildFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a rebuild. {@link #look} compares records with the event log, without a lock.
 * Each record that differs is replayed again in a transaction of its own that holds its lock,
 * because an event may just have come. That transaction changes and counts the record.
 */
@ApplicationScoped
public class RebuildStep {
  static final Counts UNCHANGED = new Counts(1, 0, 1, 0, 0, 0, 0);
  private static final Counts CHANGED = new Counts(1, 1, 0, 0, 0, 0, 0);

  private final RecordWalk records;
  private final Catalog catalog;
  private final History history;
  private final Findings findings;
  private final Jobs jobs;
  private final EventLog eventLog;
  private final Ledger ledger;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected RebuildStep() {
    this.records = null;
    this.catalog = null;
    this.history = null;
    this.findings = null;
    this.jobs = null;
    this.eventLog = null;
    this.ledger = null;
  }

  @Inject
  public RebuildStep(
      RecordWalk records,
      Catalog catalog,
      History history,
      Findings findings,
      Jobs jobs,
      EventLog eventLog,
      Ledger ledger) {
    this.records = records;
    this.catalog = catalog;
    this.history = history;
    this.findings = findings;
    this.jobs = jobs;
    this.eventLog = eventLog;
    this.ledger = ledger;
  }

  /**
   * A record that was compared with the event log.
   *
   * @param same whether it equals its replayed history
   */
  public record Look(StoredRecordName record, boolean same) {}

  /** Compares the next records of a job with the event log. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<Look> look(ClaimedJob job, int limit) {
    RebuildFilter filter = RebuildFilter.of(job.request().filter());
    List<Look> looks = new ArrayList<>();
    for (StoredRecordName record :
        records.next(filter.kind(), filter.source(), filter.id(), job.place(), limit)) {
      looks.add(new Look(record, isSame(record)));
    }
    return looks;
  }

  /**
   * Returns whether a record equals its replayed history. If the history cannot be replayed, the
   * record is left to {@link #rebuild}.
   */
  private boolean isSame(StoredRecordName record) {
    try {
      return catalog
          .replay(record, false)
          .map(replayed -> history.of(record, replayed) instanceof Verdict.Same)
          .orElse(false);
    } catch (InapplicableChange e) {
      return false;
    }
  }

  /**
   * Rebuilds a record, or records what a dry run would change, or why the record cannot be rebuilt.
   *
   * @param before the counts of the records before it, to be added
   * @throws io.callboard.job.ClaimLost if another node has claimed the job, or it was cancelled
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void rebuild(ClaimedJob job, StoredRecordName record, Counts before) {
    Counts counts =
        catalog
            .replay(record, true)
            .map(replayed -> rebuilt(job, record, replayed))
            .orElse(Counts.NONE);
    jobs.advance(job, before.plus(counts), record.place());
  }

  /**
   * Leaves a record unchanged that cannot be restored from the event log, and records the reason.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void passOver(ClaimedJob job, StoredRecordName record, Counts before) {
    var untold = new Verdict.Untold(FindingOutcome.UNREADABLE, "its events make no valid record");
    jobs.advance(job, before.plus(found(job, record, untold)), record.place());
  }

  private Counts rebuilt(ClaimedJob job, StoredRecordName record, ReplayedRecord replayed) {
    return switch (history.of(record, replayed)) {
      case Verdict.Same same -> UNCHANGED;
      case Verdict.Untold untold -> found(job, record, untold);
      case Verdict.Differs differs -> {
        boolean dryRun = job.request().dryRun();
        if (!dryRun) {
          replace(record, replayed);
        }
        FindingOutcome outcome = dryRun ? FindingOutcome.DIFFERS : FindingOutcome.REBUILT;
        findings.add(job.id(), finding(record, outcome, differs.members(), null));
        yield CHANGED;
      }
    };
  }

  private void replace(StoredRecordName record, ReplayedRecord replayed) {
    catalog.replace(replayed);
    if (replayed.endsWaits()) {
      Tally tally = new Tally();
      tally.move(
          EventState.PENDING,
          EventState.IGNORED,
          eventLog.ignorePending(record.source(), record.id(), "deleted meanwhile"));
      var tallies = new TreeMap<String, Tally>();
      tallies.put(record.source(), tally);
      ledger.add(tallies);
    }
  }

  private Counts found(ClaimedJob job, StoredRecordName record, Verdict.Untold untold) {
    findings.add(job.id(), finding(record, untold.outcome(), List.of(), untold.reason()));
    return switch (untold.outcome()) {
      case INCOMPLETE -> new Counts(1, 0, 0, 0, 0, 1, 0);
      case FETCHED -> new Counts(1, 0, 0, 0, 1, 0, 0);
      default -> new Counts(1, 0, 0, 0, 0, 0, 1);
    };
  }

  private static Finding finding(
      StoredRecordName record,
      FindingOutcome outcome,
      List<String> members,
      @Nullable String reason) {
    return new Finding(
        0, record.source(), record.kind(), record.id(), outcome, members.size(), members, reason);
  }
}

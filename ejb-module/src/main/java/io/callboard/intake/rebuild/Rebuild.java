package io.callboard.intake.rebuild;

import io.callboard.catalog.StoredRecordName;
import io.callboard.intake.rebuild.RebuildStep.Look;
import io.callboard.intake.settlement.Fault;
import io.callboard.job.ClaimLost;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Counts;
import io.callboard.job.Jobs;
import io.callboard.rebuild.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The job that rebuilds records from the event log, {@value #RECORDS_AT_ONCE} in each part. */
@ApplicationScoped
public class Rebuild {
  private static final int RECORDS_AT_ONCE = 50;

  private final Jobs jobs;
  private final RebuildStep step;
  private final Findings findings;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Rebuild() {
    this.jobs = null;
    this.step = null;
    this.findings = null;
    this.clock = null;
  }

  @Inject
  public Rebuild(Jobs jobs, RebuildStep step, Findings findings, Clock clock) {
    this.jobs = jobs;
    this.step = step;
    this.findings = findings;
    this.clock = clock;
  }

  /**
   * Runs the next part of a job and releases the job.
   *
   * @throws io.callboard.job.ClaimLost if another node has claimed the job, or it was cancelled
   */
  public void runNextPart(ClaimedJob job) {
    if (job.place() == null) {
      findings.forgetOld(clock.instant());
    }
    List<Look> next = step.look(job, RECORDS_AT_ONCE);
    if (next.isEmpty()) {
      jobs.progress(job, Counts.NONE, null);
      return;
    }
    Counts unchanged = Counts.NONE;
    for (Look look : next) {
      if (look.same()) {
        unchanged = unchanged.plus(RebuildStep.UNCHANGED);
      } else {
        rebuild(job, look.record(), unchanged);
        unchanged = Counts.NONE;
      }
    }
    jobs.advance(job, unchanged, next.getLast().record().place());
    jobs.putOff(job, Duration.ZERO);
  }

  /**
   * Rebuilds a record in up to two attempts. A record that another transaction created at the same
   * time looks like invalid data.
   */
  private void rebuild(ClaimedJob job, StoredRecordName record, Counts before) {
    for (int attempt = 1; attempt <= 2; attempt++) {
      try {
        step.rebuild(job, record, before);
        return;
      } catch (ClaimLost e) {
        throw e;
      } catch (RuntimeException e) {
        Fault fault = Fault.of(e);
        if (fault != Fault.DATA && fault != Fault.CODE) {
          throw e;
        }
      }
    }
    step.passOver(job, record, before);
  }
}

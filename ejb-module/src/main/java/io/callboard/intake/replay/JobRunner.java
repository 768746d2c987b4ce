package io.callboard.intake.replay;

import io.callboard.intake.rebuild.Rebuild;
import io.callboard.intake.replay.AcceptancePart.NotDurable;
import io.callboard.intake.replay.ReplayPart.WouldDo;
import io.callboard.intake.settlement.Fault;
import io.callboard.intake.settlement.RepeatedFailures;
import io.callboard.job.ClaimLost;
import io.callboard.job.ClaimedJob;
import io.callboard.job.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The runner of jobs, part by part, the job due longest first; called about once a second. A part
 * that fails is retried later. If a node ends, another node continues its jobs.
 */
@ApplicationScoped
public class JobRunner {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());
  private static final int CHUNK = 100;

  /** Deliveries per part; few, since each waits for the disk. */
  private static final int ACCEPTED_AT_ONCE = 20;

  /** Parts per call. */
  private static final int TURN = 100;

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Jobs jobs;
  private final ReplayPart replay;
  private final AcceptancePart acceptance;
  private final DismissalPart dismissal;
  private final Rebuild rebuild;
  private final RepeatedFailures failures = new RepeatedFailures();
  private final RepeatedFailures givenUp = new RepeatedFailures();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected JobRunner() {
    this.jobs = null;
    this.replay = null;
    this.acceptance = null;
    this.dismissal = null;
    this.rebuild = null;
  }

  @Inject
  public JobRunner(
      Jobs jobs,
      ReplayPart replay,
      AcceptancePart acceptance,
      DismissalPart dismissal,
      Rebuild rebuild) {
    this.jobs = jobs;
    this.replay = replay;
    this.acceptance = acceptance;
    this.dismissal = dismissal;
    this.rebuild = rebuild;
  }

  /**
   * Runs up to {@value #TURN} parts of jobs.
   *
   * @throws RuntimeException if the database cannot be used; the job continues after its claim has
   *     expired
   */
  public void run() {
    for (int turn = 0; turn < TURN; turn++) {
      Optional<ClaimedJob> job = jobs.claim();
      if (job.isEmpty()) {
        return;
      }
      doPart(job.get());
    }
  }

  private void doPart(ClaimedJob job) {
    try {
      switch (job.request().kind()) {
        case REPLAY -> progress(job, replayed(job));
        case ACCEPTANCE ->
            progress(job, acceptance.accept(job, acceptance.next(job, ACCEPTED_AT_ONCE)));
        case DISMISSAL -> progress(job, dismissal.dismiss(job, CHUNK));
        case REBUILD -> rebuild.runNextPart(job);
      }
    } catch (ClaimLost e) {
      LOG.log(Level.DEBUG, "Job " + job.id() + " is no longer claimed by this node", e);
    } catch (NotDurable e) {
      Part part = e.part();
      if (part.last() != null) {
        progress(job, part);
      }
      jobs.putOff(job, LATER);
    } catch (RuntimeException e) {
      putOffOrEnd(job, e);
    }
  }

  /** Cancels a job at which our own code fails repeatedly, for example because of its filter. */
  private void putOffOrEnd(ClaimedJob job, RuntimeException failure) {
    Fault fault = Fault.of(failure);
    if (fault == Fault.OUTAGE) {
      throw failure;
    }
    boolean own = fault == Fault.CODE;
    if (own && givenUp.reachLimit(Arrays.asList(job.id(), job.last(), job.place()))) {
      LOG.log(Level.ERROR, "Job " + job.id() + " fails repeatedly and is cancelled", failure);
      jobs.cancel(job.request().kind(), job.id());
    } else {
      LOG.log(Level.WARNING, "Job " + job.id() + " failed and is retried", failure);
      jobs.putOff(job, LATER);
    }
  }

  private void progress(ClaimedJob job, Part part) {
    jobs.progress(job, part.counts(), part.last());
  }

  /** Replays the next events; an event that fails even alone is counted as failed. */
  private Part replayed(ClaimedJob job) {
    try {
      return replayed(job, CHUNK);
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      if (fault != Fault.DATA && fault != Fault.CODE) {
        throw e;
      }
    }
    try {
      return replayed(job, 1);
    } catch (RuntimeException e) {
      Fault fault = Fault.of(e);
      if (fault != Fault.DATA
          && !(fault == Fault.CODE && failures.reachLimit(Arrays.asList(job.id(), job.last())))) {
        throw e;
      }
      LOG.log(Level.ERROR, "Job " + job.id() + " cannot apply an event and counts it as failed", e);
      return replay.passOver(job);
    }
  }

  private Part replayed(ClaimedJob job, int limit) {
    try {
      return replay.apply(job, limit);
    } catch (WouldDo e) {
      return e.part();
    }
  }
}

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
 * Does jobs part by part, those that waited longest first; called every second or so. A part that
 * cannot be done now is put off; what is left when a node ends, another takes up.
 */
@ApplicationScoped
public class JobRunner {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());
  private static final int CHUNK = 100;

  /** Deliveries of a part: each waits for the disk. */
  private static final int ACCEPTED_AT_ONCE = 20;

  /** Parts of one call. */
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
   * Does what is to be done, for a while.
   *
   * @throws RuntimeException if the database cannot be used; the job is taken up again when its
   *     claim has run out
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
        case REBUILD -> rebuild.goOn(job);
      }
    } catch (ClaimLost e) {
      LOG.log(Level.DEBUG, "Job " + job.id() + " is left to others", e);
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

  /** A job at which our own code fails whenever it is tried, by its filter say, is ended. */
  private void putOffOrEnd(ClaimedJob job, RuntimeException failure) {
    Fault fault = Fault.of(failure);
    if (fault == Fault.OUTAGE) {
      throw failure;
    }
    boolean own = fault == Fault.CODE;
    if (own && givenUp.areEnough(Arrays.asList(job.id(), job.last(), job.place()))) {
      LOG.log(Level.ERROR, "Job " + job.id() + " cannot be done and is cancelled", failure);
      jobs.cancel(job.request().kind(), job.id());
    } else {
      LOG.log(Level.WARNING, "Job " + job.id() + " is put off", failure);
      jobs.putOff(job, LATER);
    }
  }

  private void progress(ClaimedJob job, Part part) {
    jobs.progress(job, part.counts(), part.last());
  }

  /** An event that cannot be applied even alone is passed over. */
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
          && !(fault == Fault.CODE && failures.areEnough(Arrays.asList(job.id(), job.last())))) {
        throw e;
      }
      LOG.log(Level.ERROR, "Job " + job.id() + " passes over an event that cannot be applied", e);
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

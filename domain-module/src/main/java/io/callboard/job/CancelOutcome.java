package io.callboard.job;

/** What became of the wish to end a job. */
public sealed interface CancelOutcome {

  /** It does nothing more; this is what it did until then. */
  record Cancelled(JobView job) implements CancelOutcome {}

  /** It was over already. */
  record Over(JobView job) implements CancelOutcome {}

  /** There is no such job. */
  record Unknown() implements CancelOutcome {}
}

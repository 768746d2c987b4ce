package io.callboard.job;

/** The result of a request to cancel a job. */
public sealed interface CancelOutcome {

  /** The job is cancelled; {@code job} shows what it did until then. */
  record Cancelled(JobView job) implements CancelOutcome {}

  /** The job had already ended. */
  record Over(JobView job) implements CancelOutcome {}

  /** There is no such job. */
  record Unknown() implements CancelOutcome {}
}

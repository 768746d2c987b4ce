package io.callboard.job;

/** How far a job is. */
public enum JobState {
  /** No node has taken it up. */
  WAITING,
  RUNNING,
  DONE,
  CANCELLED
}

package io.callboard.job;

/** The state of a job. */
public enum JobState {
  /** No node has claimed it yet. */
  WAITING,
  RUNNING,
  DONE,
  CANCELLED
}

package io.callboard.job;

/** What a job does. */
public enum JobKind {
  /** Applies events of the log again. */
  REPLAY,
  /** Accepts quarantined deliveries after all. */
  ACCEPTANCE,
  /** Puts the records of a kind together anew from the log. */
  REBUILD
}

package io.callboard.job;

/** The kind of a job. */
public enum JobKind {
  /** Applies events of the log again. */
  REPLAY,
  /** Accepts quarantined deliveries after all. */
  ACCEPTANCE,
  /** Ends events that are held or failed, or quarantined deliveries, without applying them. */
  DISMISSAL,
  /** Rebuilds the records of a kind from the log. */
  REBUILD
}

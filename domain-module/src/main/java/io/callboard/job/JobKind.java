package io.callboard.job;

/** What a job does. */
public enum JobKind {
  /** Applies events of the log again. */
  REPLAY,
  /** Accepts quarantined deliveries after all. */
  ACCEPTANCE,
  /** Ends events that are held or failed, or quarantined deliveries, without applying them. */
  DISMISSAL,
  /** Puts the records of a kind together anew from the log. */
  REBUILD
}

package io.callboard.rebuild;

/** The outcomes for a record that differs from the log, or that the log cannot rebuild. */
public enum FindingOutcome {
  /** The record would be changed: this was a dry run. */
  DIFFERS,
  /** The record was changed. */
  REBUILT,
  /** A part of its history is no longer kept; the record was left as it is. */
  INCOMPLETE,
  /** Its document was fetched from the provider's API; the record was left as it is. */
  FETCHED,
  /** Its events in the log can no longer be applied; the record was left as it is. */
  UNREADABLE
}

package io.callboard.rebuild;

/** What became of a record that is not as the log tells, or that the log cannot tell. */
public enum FindingOutcome {
  /** It would be changed: this was a dry run. */
  DIFFERS,
  /** It was changed. */
  REBUILT,
  /** Something of its history is not kept any more; it was left as it is. */
  INCOMPLETE,
  /** Its document was fetched from the provider's API; it was left as it is. */
  FETCHED,
  /** What the log has of it cannot be applied any more; it was left as it is. */
  UNREADABLE
}

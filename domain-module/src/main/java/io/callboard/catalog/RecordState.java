package io.callboard.catalog;

/** The state of a record in Callboard. */
public enum RecordState {
  CURRENT,
  /** Known, but its current content is still to be fetched. */
  PENDING,
  /** Gone at the provider; only a newer event restores it. */
  DELETED
}

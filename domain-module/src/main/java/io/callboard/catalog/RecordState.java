package io.callboard.catalog;

/** What Callboard has of a record. */
public enum RecordState {
  CURRENT,
  /** Known, but what the provider says of it is still to be fetched. */
  PENDING,
  /** Gone at the provider; only a newer event brings it back. */
  DELETED
}

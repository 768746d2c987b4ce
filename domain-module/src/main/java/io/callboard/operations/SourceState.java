package io.callboard.operations;

/** What becomes of events that a source sends. */
public enum SourceState {
  /** They are applied. */
  RUNNING,
  /** They are held. */
  PAUSED,
  /** They are held while those that were held before are applied; then it runs. */
  RESUMING
}

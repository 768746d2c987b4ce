package io.callboard.source;

/** The states of a source, which decide whether its events are applied or held. */
public enum SourceState {
  /** Its events are applied. */
  RUNNING,
  /** Its events are held. */
  PAUSED,
  /** New events are held while the earlier held events are applied; then the source runs. */
  RESUMING
}

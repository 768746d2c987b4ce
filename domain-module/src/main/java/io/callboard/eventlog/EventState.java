package io.callboard.eventlog;

/** What became of an event. */
public enum EventState {
  /** It changed a record. */
  APPLIED,
  /** Another event with its key came before; counted there. */
  DUPLICATE,
  /** Nothing in it was newer, or its type is unknown. */
  IGNORED,
  /** Its source is paused, or its key came with other content that the signature does not cover. */
  HELD,
  /** It waits for a fetch. */
  PENDING,
  /** It could not be used. */
  FAILED
}

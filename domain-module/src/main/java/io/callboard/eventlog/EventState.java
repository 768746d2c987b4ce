package io.callboard.eventlog;

/** The state of an event in the log. */
public enum EventState {
  /** It changed a record. */
  APPLIED,
  /** An earlier event has the same key and counts this one. */
  DUPLICATE,
  /** Nothing in it was newer, its type is unknown, or it was superseded or dismissed. */
  IGNORED,
  /** Its source is paused, or its key came with other content that the signature does not cover. */
  HELD,
  /** It waits for a fetch of its record. */
  PENDING,
  /** It could not be translated or applied, or its fetch was given up. */
  FAILED
}

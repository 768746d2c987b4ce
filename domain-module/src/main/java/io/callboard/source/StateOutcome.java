package io.callboard.source;

/** The outcome of a change of a source's state. */
public sealed interface StateOutcome {

  /** The state was changed. */
  record Done() implements StateOutcome {}

  /** The change was refused, because the source is in this state. */
  record Refused(SourceState state) implements StateOutcome {}
}

package io.callboard.operations;

/** What became of a change of a source's state. */
public sealed interface StateOutcome {

  /** Done. */
  record Done() implements StateOutcome {}

  /** Refused, for the source is in this state. */
  record Refused(SourceState state) implements StateOutcome {}
}

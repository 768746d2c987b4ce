package io.callboard.privacy;

/** The result of a request to erase a record. */
public sealed interface ErasureOutcome {
  /** The rows filed under the record are removed; sweeps follow for the rest. */
  record Begun(ErasureView erasure) implements ErasureOutcome {}

  /** A legal hold prevents it. */
  record OnHold() implements ErasureOutcome {}
}

package io.callboard.dossier;

/** What became of a wish to erase. */
public sealed interface ErasureOutcome {
  /** It is erased; another sweep follows for what was under way. */
  record Begun(ErasureView erasure) implements ErasureOutcome {}

  /** A legal hold prevents it. */
  record OnHold() implements ErasureOutcome {}
}

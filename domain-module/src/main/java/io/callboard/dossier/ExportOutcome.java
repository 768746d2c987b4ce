package io.callboard.dossier;

/** What became of an export. */
public sealed interface ExportOutcome {
  /** All there is. */
  record Found(Dossier dossier) implements ExportOutcome {}

  /** There is nothing. */
  record Unknown() implements ExportOutcome {}

  /** There is more than one document can hold. */
  record TooLarge(long most) implements ExportOutcome {}
}

package io.callboard.catalog;

/** What became of an event that was applied to the catalog. */
public sealed interface Outcome {

  /**
   * It was newer than what was known, in something.
   *
   * @param supersedesPending whether earlier events of its subject that still wait for a fetch wait
   *     for nothing any more
   */
  record Applied(boolean supersedesPending) implements Outcome {}

  /** Nothing in it was newer; {@code reason} is for the event log. */
  record Ignored(String reason) implements Outcome {}

  /** A fetch was asked for, which will settle it. */
  record AwaitsFetch() implements Outcome {}
}

package io.callboard.catalog;

/** The outcome of an event that was applied to the catalog. */
public sealed interface Outcome {

  /**
   * Something in the event was newer than the record.
   *
   * @param supersedesPending whether it supersedes earlier events of its subject whose fetch is
   *     pending
   */
  record Applied(boolean supersedesPending) implements Outcome {}

  /** The event is ignored; {@code reason} is for the event log. */
  record Ignored(String reason) implements Outcome {}

  /** A fetch is requested, which will settle the event. */
  record AwaitsFetch() implements Outcome {}
}

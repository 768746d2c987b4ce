package io.callboard.job;

/**
 * The counts of what a job did so far, or would do.
 *
 * @param examined all items that it examined
 * @param applied items that had an effect
 * @param unchanged items without an effect, because nothing in them was newer
 * @param pending items that now wait for a fetch
 * @param skipped items that were left as they are, such as held events without {@code force}
 * @param noBody events whose bytes are no longer stored
 * @param failed items that could not be used
 */
public record Counts(
    long examined,
    long applied,
    long unchanged,
    long pending,
    long skipped,
    long noBody,
    long failed) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  /** Returns the sum of these counts and others. */
  public Counts plus(Counts other) {
    return new Counts(
        examined + other.examined,
        applied + other.applied,
        unchanged + other.unchanged,
        pending + other.pending,
        skipped + other.skipped,
        noBody + other.noBody,
        failed + other.failed);
  }
}

package io.callboard.job;

/**
 * What a job did so far, or would do.
 *
 * @param examined everything it looked at
 * @param applied what had an effect
 * @param unchanged what had none, for nothing in it was newer
 * @param pending what now waits for a fetch
 * @param skipped what is held back, and was not forced
 * @param noBody events whose bytes are kept no more
 * @param failed what could not be used
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

  /** These and the other together. */
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

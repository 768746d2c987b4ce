package io.callboard.intake.journal;

/**
 * How many deliveries may come for the next bundle: as many as the largest of the last bundles had.
 * When so many wait, each sender that is busy has probably sent its next delivery, and it is
 * useless to wait for more.
 */
final class Expectation {
  /** So many bundles are looked at together. */
  private static final int WINDOW = 16;

  private int bundles;
  private int largest;
  private int known = Bundle.MAX_EVENTS;

  /**
   * Returns the number; the first bundle of each window expects the most, to notice new senders.
   */
  int next() {
    return bundles == 0 ? Bundle.MAX_EVENTS : known;
  }

  /** Notes the size of a bundle. */
  void note(int size) {
    largest = Math.max(largest, size);
    bundles++;
    if (bundles == WINDOW) {
      known = largest;
      largest = 0;
      bundles = 0;
    }
  }
}

package io.callboard.intake.journal;

/**
 * An estimate of the deliveries for the next bundle: the size of the largest recent bundle. When
 * that many are buffered, every busy sender has probably sent its next delivery, and it is useless
 * to wait for more.
 */
final class BundleSizeEstimate {
  /** Bundles in a window, whose largest becomes the estimate. */
  private static final int WINDOW = 16;

  private int bundles;
  private int largest;
  private int known = Bundle.MAX_EVENTS;

  /**
   * Returns the estimate. The first bundle of each window expects the maximum, so that new senders
   * are noticed.
   */
  int next() {
    return bundles == 0 ? Bundle.MAX_EVENTS : known;
  }

  /** Records the size of a bundle. */
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

package io.callboard.intake.fetching;

import java.time.Instant;

/** No call may be made before a moment. */
final class QuotaUsedUp extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Instant until;

  QuotaUsedUp(Instant until) {
    super("not before " + until);
    this.until = until;
  }

  Instant until() {
    return until;
  }
}

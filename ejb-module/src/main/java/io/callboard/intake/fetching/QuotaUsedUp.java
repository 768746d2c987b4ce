package io.callboard.intake.fetching;

import java.time.Instant;

/** A quota without permits: no call is allowed before a given time. */
final class QuotaUsedUp extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Instant until;

  QuotaUsedUp(Instant until) {
    super("no call is allowed before " + until);
    this.until = until;
  }

  Instant until() {
    return until;
  }
}

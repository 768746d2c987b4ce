package io.callboard.intake.fetching;

import java.time.Instant;

/** A quota without permits: no call is allowed before a given time. */
final class QuotaExhausted extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Instant until;

  QuotaExhausted(Instant until) {
    super("no call is allowed before " + until);
    this.until = until;
  }

  Instant until() {
    return until;
  }
}

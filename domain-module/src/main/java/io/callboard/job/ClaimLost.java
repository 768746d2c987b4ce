package io.callboard.job;

import java.util.UUID;

/**
 * Thrown if another node has claimed the job or it was cancelled, so that work in progress does not
 * count.
 */
public final class ClaimLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClaimLost(UUID job) {
    super(
        "the claim on job " + job + " is lost: another node has it or it was cancelled",
        null,
        false,
        false);
  }
}

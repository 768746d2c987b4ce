package io.callboard.job;

import java.util.UUID;

/**
 * Another node has the job by now, or it was cancelled: what is under way for it must not count.
 */
public final class ClaimLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClaimLost(UUID job) {
    super("job " + job + " is not claimed any more", null, false, false);
  }
}

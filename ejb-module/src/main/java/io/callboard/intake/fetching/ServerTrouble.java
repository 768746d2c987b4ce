package io.callboard.intake.fetching;

import java.io.IOException;

/** A failure of the provider's server, status 5xx. The next call may succeed. */
final class ServerTrouble extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ServerTrouble(int status) {
    super("answered " + status);
    this.status = status;
  }

  int status() {
    return status;
  }
}

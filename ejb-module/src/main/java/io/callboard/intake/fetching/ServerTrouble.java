package io.callboard.intake.fetching;

import java.io.IOException;

/** The provider's server failed, status 5xx: the next call may work. */
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

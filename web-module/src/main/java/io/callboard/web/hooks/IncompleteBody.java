package io.callboard.web.hooks;

import java.io.IOException;

/** Thrown when only a part of a body could be read. */
final class IncompleteBody extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  IncompleteBody(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Returns the reason, worded for the rejection log. */
  String reason() {
    return reason;
  }
}

package io.callboard.web.hooks;

import java.io.IOException;

/** Only a part of a body was read. */
final class IncompleteBody extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  IncompleteBody(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Returns why, in words for the rejection log. */
  String reason() {
    return reason;
  }
}

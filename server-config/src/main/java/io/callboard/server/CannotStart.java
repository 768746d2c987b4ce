package io.callboard.server;

/**
 * A server cannot start for a reason that the person who starts it can remove; the message says
 * what to do.
 */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }
}

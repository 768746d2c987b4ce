package io.callboard.server;

/** A failed start whose reason the user can correct; the message says what to do. */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }
}

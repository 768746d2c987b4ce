package io.callboard.provider;

/** A proven event that cannot be used. The message says what was expected, for the event log. */
public final class UnusableEvent extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableEvent(String message) {
    super(message);
  }
}

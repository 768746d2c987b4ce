package io.callboard.intake.api;

/** An answer that says nothing usable; the message says what was expected, and nothing of it. */
public final class UnusableAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableAnswer(String message) {
    super(message);
  }
}

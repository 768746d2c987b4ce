package io.callboard.provider.api;

/**
 * An answer that cannot be used. The message says what was expected and quotes nothing of the
 * answer.
 */
public final class UnusableAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableAnswer(String message) {
    super(message);
  }
}

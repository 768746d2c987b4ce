package io.callboard.source;

/**
 * Thrown when the state of a source has changed since a transaction read it; the transaction must
 * start again under the new state.
 */
public class SourceStateChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceStateChanged(String source) {
    super("source " + source + " changed its state", null, false, false);
  }
}

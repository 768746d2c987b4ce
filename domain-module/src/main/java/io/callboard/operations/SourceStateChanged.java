package io.callboard.operations;

/**
 * A source was paused, resumed or let run since a transaction looked: it has to begin again under
 * the state that is.
 */
public class SourceStateChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceStateChanged(String source) {
    super("source " + source + " changed its state", null, false, false);
  }
}

package io.callboard.intake.source;

import java.util.List;

/**
 * Thrown when Callboard cannot start with its settings. The message has one line for each wrong
 * setting: its key and what was expected, but not its value.
 */
public final class UnusableConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> wrong;

  public UnusableConfiguration(List<String> wrong) {
    super("Callboard's settings cannot be used:\n  " + String.join("\n  ", wrong));
    this.wrong = List.copyOf(wrong);
  }

  /** Returns one line for each wrong setting: its key and what was expected. */
  public List<String> wrong() {
    return wrong;
  }
}

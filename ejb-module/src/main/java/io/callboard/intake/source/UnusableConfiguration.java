package io.callboard.intake.source;

import java.util.List;

/**
 * Settings with which Callboard cannot start. The message has a line for each, with its key and
 * what was expected, and no value.
 */
public final class UnusableConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> wrong;

  public UnusableConfiguration(List<String> wrong) {
    super("Callboard's settings cannot be used:\n  " + String.join("\n  ", wrong));
    this.wrong = List.copyOf(wrong);
  }

  /** The settings, each with its key and what was expected. */
  public List<String> wrong() {
    return wrong;
  }
}

package io.callboard.provider;

import java.util.ArrayList;
import java.util.List;

/** The findings about the settings of one source; they contain no value of a secret. */
public final class SourceFindings {
  private final String prefix;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public SourceFindings(String source) {
    this.prefix = Source.KEY + "." + source + ".";
  }

  /**
   * Adds an error, with which the application does not start.
   *
   * @param setting the key below {@code callboard.sources.<name>.}
   * @param expected the expected value, to follow "expected"
   */
  public void wrong(String setting, String expected) {
    wrong.add(prefix + setting + ": expected " + expected);
  }

  /** Adds a warning for the administrator about a valid setting. */
  public void warn(String setting, String text) {
    warnings.add(prefix + setting + ": " + text);
  }

  /** Returns the errors that prevent startup, each with its key and the expected value. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Returns the warnings for the administrator, each with its key. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}

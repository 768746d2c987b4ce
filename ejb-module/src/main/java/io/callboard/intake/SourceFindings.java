package io.callboard.intake;

import java.util.ArrayList;
import java.util.List;

/** What is found when the settings of one source are looked at; holds no value of a secret. */
public final class SourceFindings {
  private final String prefix;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public SourceFindings(String source) {
    this.prefix = Source.KEY + "." + source + ".";
  }

  /**
   * A setting with which the application does not start.
   *
   * @param setting the key below {@code callboard.sources.<name>.}
   * @param expected what the setting should be, to follow "expected"
   */
  public void wrong(String setting, String expected) {
    wrong.add(prefix + setting + ": expected " + expected);
  }

  /** A setting that is taken, and that an administrator should know about. */
  public void warn(String setting, String text) {
    warnings.add(prefix + setting + ": " + text);
  }

  /** What keeps the application from starting: each with its key and what was expected. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** What an administrator should know, each with its key. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}

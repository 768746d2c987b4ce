package io.callboard.intake;

import java.util.ArrayList;
import java.util.List;

/** What is found when the settings of one source are looked at; holds no value of a secret. */
public final class SourceFindings {
  private final String prefix;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  SourceFindings(String source) {
    this.prefix = Sources.KEY + "." + source + ".";
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

  List<String> wrong() {
    return List.copyOf(wrong);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}

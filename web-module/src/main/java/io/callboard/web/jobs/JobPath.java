package io.callboard.web.jobs;

import io.callboard.job.JobKind;
import java.util.Locale;

/** Where the jobs of a kind are, below the API's own address: replays, rebuilds and so on. */
final class JobPath {
  private JobPath() {}

  /** Returns the path of a kind: its name in the plural. */
  static String of(JobKind kind) {
    return word(kind) + "s";
  }

  /** Returns the kind whose jobs are at a path. */
  static JobKind kind(String path) {
    for (JobKind kind : JobKind.values()) {
      if (of(kind).equals(path)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there are no jobs at " + path);
  }

  /** Returns a kind as the audit trail names it. */
  static String word(JobKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

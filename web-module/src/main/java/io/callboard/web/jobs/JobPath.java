package io.callboard.web.jobs;

import io.callboard.job.JobKind;
import java.util.Locale;

/** The paths of jobs by kind, below the API's address: replays, rebuilds and so on. */
final class JobPath {
  private JobPath() {}

  /** Returns the path of a kind: its name in the plural. */
  static String of(JobKind kind) {
    return word(kind) + "s";
  }

  /** Returns the kind of the jobs at a path. */
  static JobKind kind(String path) {
    for (JobKind kind : JobKind.values()) {
      if (of(kind).equals(path)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there are no jobs at " + path);
  }

  /** Returns the word for a kind in the audit trail. */
  static String word(JobKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

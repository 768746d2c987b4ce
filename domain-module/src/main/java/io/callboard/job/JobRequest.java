package io.callboard.job;

import io.callboard.json.JsonMembers;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is asked for.
 *
 * @param filter what it is about, in the words of its kind; at most {@value #MAX_FILTER} bytes
 * @param force whether it also does what is held back for a person to decide
 * @param dryRun whether it only counts what it would do
 * @param reason why it is asked for, null for a kind that needs none; at most {@value #MAX_REASON}
 *     characters
 */
public record JobRequest(
    JobKind kind, JsonMembers filter, boolean force, boolean dryRun, @Nullable String reason) {
  public static final int MAX_FILTER = 8_192;
  public static final int MAX_REASON = 400;

  /** A job that needs no reason. */
  public JobRequest(JobKind kind, JsonMembers filter, boolean force, boolean dryRun) {
    this(kind, filter, force, dryRun, null);
  }
}

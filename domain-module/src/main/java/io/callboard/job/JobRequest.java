package io.callboard.job;

import io.callboard.json.JsonMembers;
import org.jspecify.annotations.Nullable;

/**
 * A request for a job.
 *
 * @param filter what the job is about, in the terms of its kind; at most {@value #MAX_FILTER} bytes
 * @param force whether it also includes items that are held for a person to decide
 * @param dryRun whether it only counts what it would do
 * @param reason why it is requested, null for a kind that needs none; at most {@value #MAX_REASON}
 *     characters
 */
public record JobRequest(
    JobKind kind, JsonMembers filter, boolean force, boolean dryRun, @Nullable String reason) {
  public static final int MAX_FILTER = 8_192;
  public static final int MAX_REASON = 400;

  /** Creates a request that needs no reason. */
  public JobRequest(JobKind kind, JsonMembers filter, boolean force, boolean dryRun) {
    this(kind, filter, force, dryRun, null);
  }
}

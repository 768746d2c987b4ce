package io.callboard.job;

import io.callboard.json.JsonMembers;

/**
 * A job as it is asked for.
 *
 * @param filter what it is about, in the words of its kind; at most {@value #MAX_FILTER} bytes
 * @param force whether it also does what is held back for a person to decide
 * @param dryRun whether it only counts what it would do
 */
public record JobRequest(JobKind kind, JsonMembers filter, boolean force, boolean dryRun) {
  public static final int MAX_FILTER = 8_192;
}

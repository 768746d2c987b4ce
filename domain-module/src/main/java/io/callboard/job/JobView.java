package io.callboard.job;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as others may see it.
 *
 * @param reason null where none was asked for
 * @param finishedAt null until it is done or cancelled
 */
public record JobView(
    UUID id,
    JobState state,
    JsonMembers filter,
    boolean force,
    boolean dryRun,
    @Nullable String reason,
    String askedBy,
    Instant askedAt,
    @Nullable Instant finishedAt,
    Counts counts) {

  /** Where a list goes on after this job. */
  public JobPosition position() {
    return new JobPosition(askedAt, id);
  }
}

package io.callboard.job;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param reason null if none was needed
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

  /** Returns the position after which a list continues. */
  public JobPosition position() {
    return new JobPosition(askedAt, id);
  }
}

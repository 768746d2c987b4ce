package io.callboard.job;

import io.callboard.json.JsonMembers;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as others may see it.
 *
 * @param finishedAt null until it is done or cancelled
 */
public record JobView(
    UUID id,
    JobState state,
    JsonMembers filter,
    boolean force,
    boolean dryRun,
    String askedBy,
    Instant askedAt,
    @Nullable Instant finishedAt,
    Counts counts) {}

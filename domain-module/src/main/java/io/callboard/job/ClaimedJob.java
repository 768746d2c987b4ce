package io.callboard.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that this node has claimed for a limited time.
 *
 * @param claim the number of this claim, unique among the claims of the job
 * @param last the id of the last item done, null at the beginning
 * @param place the position after the last step, where that is not an id; null at the beginning
 */
public record ClaimedJob(
    UUID id,
    JobRequest request,
    Instant askedAt,
    long claim,
    @Nullable UUID last,
    @Nullable String place) {}

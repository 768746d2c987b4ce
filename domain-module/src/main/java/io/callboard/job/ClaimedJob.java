package io.callboard.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that this node has for a while.
 *
 * @param claim tells this claim from every other of the job
 * @param last the id that it came to, null at its beginning
 * @param place the place that it came to where that is no id, null at its beginning
 */
public record ClaimedJob(
    UUID id,
    JobRequest request,
    Instant askedAt,
    long claim,
    @Nullable UUID last,
    @Nullable String place) {}

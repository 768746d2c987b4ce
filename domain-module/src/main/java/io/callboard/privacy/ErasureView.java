package io.callboard.privacy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure, without the id of its subject.
 *
 * @param number counts erasures
 * @param sweptAt when a sweep ended, after which only transactions that were open can leave data;
 *     null before
 * @param finishedAt when the last sweep ended, null before
 * @param liftedAt when the erasure was lifted, so that the subject may come back; null before
 */
public record ErasureView(
    UUID id,
    long number,
    String kind,
    String source,
    Instant requestedAt,
    String requestedBy,
    @Nullable Instant sweptAt,
    @Nullable Instant finishedAt,
    @Nullable Instant liftedAt) {}

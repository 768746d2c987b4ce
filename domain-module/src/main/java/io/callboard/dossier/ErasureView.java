package io.callboard.dossier;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure, without the id of its subject.
 *
 * @param number counts erasures
 * @param sweptAt when a sweep ended, so that only transactions then open can have left data; null
 *     before
 * @param finishedAt when the last sweep ended, null before
 * @param liftedAt when the erasure was lifted and the subject could come back, null before
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

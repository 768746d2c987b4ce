package io.callboard.dossier;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure; whom it was about is not told.
 *
 * @param number counts erasures
 * @param sweptAt since when nothing is left of it but what was under way, null before
 * @param finishedAt after the last sweep, null before
 * @param liftedAt since when the subject may come back, null while it may not
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

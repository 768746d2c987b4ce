package io.callboard.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One page of a reconciliation that a node is to read now.
 *
 * @param startedAt when the run began; names the run
 * @param goodPoint from when on to list; null lists all
 * @param nextPage the address of the page, null for the first
 * @param pages how many were read before
 */
public record ReconciliationClaim(
    String source,
    Instant startedAt,
    @Nullable Instant goodPoint,
    @Nullable String nextPage,
    int pages) {}

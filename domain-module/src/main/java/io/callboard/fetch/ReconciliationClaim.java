package io.callboard.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node's claim to read one page of a reconciliation.
 *
 * @param startedAt when the run began; identifies the run
 * @param goodPoint the time from which changes are listed; null lists all
 * @param nextPage the address of the page, null for the first
 * @param pages the number of pages read before
 */
public record ReconciliationClaim(
    String source,
    Instant startedAt,
    @Nullable Instant goodPoint,
    @Nullable String nextPage,
    int pages) {}

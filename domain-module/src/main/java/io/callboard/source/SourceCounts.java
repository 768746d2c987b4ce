package io.callboard.source;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of events to add to the totals of one source; a negative number takes away.
 *
 * @param parked events whose message could not be read
 * @param lastEvent the event received last, null without one
 */
public record SourceCounts(
    long applied,
    long duplicate,
    long ignored,
    long held,
    long pending,
    long failed,
    long parked,
    @Nullable UUID lastEvent,
    @Nullable Instant lastEventAt) {}

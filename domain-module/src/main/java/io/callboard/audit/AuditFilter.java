package io.callboard.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter for entries; null matches all.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
public record AuditFilter(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}

package io.callboard.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null asks for any.
 *
 * @param from the earliest, included
 * @param to the latest, not included
 */
public record AuditFilter(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}

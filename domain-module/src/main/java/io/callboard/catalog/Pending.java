package io.callboard.catalog;

import java.time.Instant;
import java.util.UUID;

/**
 * An event's change that is to be applied.
 *
 * @param event the event's id
 */
public record Pending(UUID event, String source, Instant receivedAt, CatalogChange change) {}

package io.callboard.catalog;

import java.time.Instant;
import java.util.UUID;

/**
 * A change that is to be applied.
 *
 * @param event the id of the event that brought it
 */
public record Pending(UUID event, String source, Instant receivedAt, CatalogChange change) {}

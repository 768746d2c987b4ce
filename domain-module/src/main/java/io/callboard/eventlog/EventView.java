package io.callboard.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the event log as the API shows it. A null value does not apply, or is unknown because
 * the body could not be translated.
 *
 * @param kind {@code profile}, {@code media}, {@code video}, {@code account}, or a document's kind
 * @param subject the provider's id of the record
 * @param key the delivery key's text, by which duplicates are recognized
 * @param proven the parts that the signature covers
 * @param secretIndex which secret verified it, 0 for the current one
 * @param duplicates the number of its duplicates
 * @param duplicateOf the original of this duplicate
 */
public record EventView(
    UUID id,
    String source,
    @Nullable String type,
    @Nullable String kind,
    @Nullable String subject,
    @Nullable String key,
    @Nullable Instant occurredAt,
    Instant receivedAt,
    Instant settledAt,
    EventState state,
    @Nullable String cause,
    List<String> proven,
    @Nullable Integer secretIndex,
    int attempts,
    int duplicates,
    @Nullable UUID duplicateOf,
    @Nullable String contentType,
    int size) {

  public EventView {
    proven = List.copyOf(proven);
  }
}

package io.callboard.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the event log as others may see it. What is null could not be known, for the event's
 * body could not be used, or does not apply.
 *
 * @param kind {@code profile}, {@code media}, {@code video}, {@code account}, or the document's
 * @param subject the provider's id of the record
 * @param key the text by which repetitions are known
 * @param proven which parts the signature covers
 * @param secretIndex which secret verified it, 0 being the current one
 * @param duplicates how many repetitions came
 * @param duplicateOf the event that this one repeats
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

package io.callboard.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the event log, as settlement writes it.
 *
 * @param arrival the event as received
 * @param meaning the event as translated, null if it could not be translated
 * @param cause why it is in its state, null if the state is self-explanatory
 * @param attempts how often the broker delivered its message
 * @param duplicates the number of its duplicates that were settled together with it
 * @param duplicateOf the original of this duplicate, null for an original
 */
public record LoggedEvent(
    Arrival arrival,
    @Nullable Meaning meaning,
    Instant settledAt,
    EventState state,
    @Nullable String cause,
    int attempts,
    int duplicates,
    @Nullable UUID duplicateOf) {

  /** Returns this entry with another number of duplicates. */
  public LoggedEvent withDuplicates(int count) {
    return new LoggedEvent(arrival, meaning, settledAt, state, cause, attempts, count, duplicateOf);
  }

  /**
   * An event as received.
   *
   * @param headers a JSON object of lists, in UTF-8
   * @param proven the parts that the signature covers
   */
  public record Arrival(
      UUID id,
      String source,
      Instant receivedAt,
      @Nullable String contentType,
      String address,
      byte[] headers,
      byte[] body,
      List<String> proven,
      @Nullable Integer secretIndex) {}

  /** An event as translated. */
  public record Meaning(
      String type,
      String kind,
      @Nullable String subject,
      @Nullable String key,
      @Nullable Instant occurredAt) {}
}

package io.callboard.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the event log, as settlement writes it.
 *
 * @param arrival what came
 * @param meaning what it says, null when it could not be translated
 * @param cause why it is in its state, null where the state says all
 * @param attempts how often the broker had delivered its message
 * @param duplicates how many repetitions of it were settled along with it
 * @param duplicateOf the event that it repeats, null for an original
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

  /** The same line with another count of duplicates. */
  public LoggedEvent withDuplicates(int count) {
    return new LoggedEvent(arrival, meaning, settledAt, state, cause, attempts, count, duplicateOf);
  }

  /**
   * An event as it came in.
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

  /** An event as its provider means it. */
  public record Meaning(
      String type,
      String kind,
      @Nullable String subject,
      @Nullable String key,
      @Nullable Instant occurredAt) {}
}

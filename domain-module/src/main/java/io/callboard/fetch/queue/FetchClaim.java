package io.callboard.fetch.queue;

import java.time.Instant;

/**
 * A node's claim to fetch a record.
 *
 * @param wanted the request's counter at the time of the claim; a later event raises the counter
 * @param attempts how many answers were unusable so far
 * @param claimedAt events received before this moment are settled by the fetch
 */
public record FetchClaim(
    String source, String kind, String id, long wanted, int attempts, Instant claimedAt) {

  /** Returns the record to fetch. */
  FetchSubject subject() {
    return new FetchSubject(source, kind, id);
  }
}

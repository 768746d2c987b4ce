package io.callboard.fetch;

import java.time.Instant;

/**
 * A record that a node is to fetch now.
 *
 * @param wanted the request's counter when it was claimed: an event that comes later raises it
 * @param attempts how many answers could not be used so far
 * @param claimedAt events received before this moment are settled by the fetch
 */
public record FetchClaim(
    String source, String kind, String id, long wanted, int attempts, Instant claimedAt) {}

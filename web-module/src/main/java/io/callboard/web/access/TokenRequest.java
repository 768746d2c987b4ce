package io.callboard.web.access;

import io.callboard.json.JsonMembers;
import io.callboard.security.Role;
import io.callboard.web.request.BadParameter;
import io.callboard.web.request.JsonRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** A request for a new API token. */
record TokenRequest(String name, Role role, Instant expiresAt) {
  static final Duration LONGEST = Duration.ofDays(5 * 366);
  private static final int MAX_BYTES = 4_096;

  /** Reads a body; answers 400 with the name of a member that cannot be used. */
  static TokenRequest read(InputStream body, Instant now) throws IOException {
    JsonMembers members = JsonRequest.read(body, MAX_BYTES, Set.of("name", "role", "expiresAt"));
    return new TokenRequest(
        JsonRequest.name(members), JsonRequest.role(members), expiry(members, now));
  }

  private static Instant expiry(JsonMembers members, Instant now) {
    return members
        .string("expiresAt")
        .flatMap(TokenRequest::time)
        .filter(time -> time.isAfter(now) && time.isBefore(now.plus(LONGEST)))
        .orElseThrow(
            () ->
                BadParameter.named(
                    "expiresAt",
                    "A future time within five years was expected, such as 2027-11-21T12:00:00Z."));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

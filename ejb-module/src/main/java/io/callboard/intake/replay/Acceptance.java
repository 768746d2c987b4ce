package io.callboard.intake.replay;

import java.util.UUID;

/** The outcome of a request to accept a quarantined delivery. */
public sealed interface Acceptance {

  /** It is now an event and durable; it appears in the event log once it is settled. */
  record Accepted(UUID event) implements Acceptance {}

  /** No rejection has this id. */
  record Unknown() implements Acceptance {}

  /** Its body was not kept. */
  record NotQuarantined() implements Acceptance {}

  /** It was accepted earlier, as this event. */
  record Already(UUID event) implements Acceptance {}

  /** Its source can no longer verify it; the reason contains no secret. */
  record Unproven(String reason) implements Acceptance {}

  /** It could not be made durable; a retry may succeed. */
  record Unavailable() implements Acceptance {}
}

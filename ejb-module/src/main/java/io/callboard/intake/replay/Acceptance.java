package io.callboard.intake.replay;

import java.util.UUID;

/** What became of the wish to accept a quarantined delivery. */
public sealed interface Acceptance {

  /** It is an event now, on disk; the event log will show it. */
  record Accepted(UUID event) implements Acceptance {}

  /** There is no such rejection. */
  record Unknown() implements Acceptance {}

  /** Its body was not kept. */
  record NotQuarantined() implements Acceptance {}

  /** It was accepted before, as this event. */
  record Already(UUID event) implements Acceptance {}

  /** Its source does not prove it any more; the reason holds nothing secret. */
  record Unproven(String reason) implements Acceptance {}

  /** It could not be made durable; a later try may work. */
  record Unavailable() implements Acceptance {}
}

package io.callboard.intake.reception;

import io.callboard.signature.RefusalReason;
import java.util.UUID;

/** What a delivery's sender is told. */
public sealed interface Receipt {

  /** The event is on disk. */
  record Accepted(UUID event) implements Receipt {}

  /** The delivery was refused; the sender is not told more than the answer's status says. */
  record Refused(RefusalReason reason) implements Receipt {}

  /** Nothing is promised; a retry is safe. */
  record Unavailable() implements Receipt {}
}

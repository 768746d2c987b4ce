package io.callboard.intake.reception;

import io.callboard.signature.RefusalReason;
import java.util.UUID;

/** The outcome of a delivery, from which its response is made. */
public sealed interface Receipt {

  /** The event is on disk. */
  record Accepted(UUID event) implements Receipt {}

  /** The delivery was refused; the response does not say which signature check failed. */
  record Refused(RefusalReason reason) implements Receipt {}

  /** The delivery may or may not be durable; a retry is safe. */
  record Unavailable() implements Receipt {}
}

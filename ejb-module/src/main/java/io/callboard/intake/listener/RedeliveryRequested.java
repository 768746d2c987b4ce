package io.callboard.intake.listener;

import jakarta.ejb.ApplicationException;

/**
 * Thrown to make the broker deliver a message again. As an application exception it neither
 * discards the listener's instance nor adds a line to the container's log. Its causes are logged
 * where they occur.
 */
@ApplicationException
final class RedeliveryRequested extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedeliveryRequested() {
    super("The message cannot be settled now and returns to its queue", null, false, false);
  }
}

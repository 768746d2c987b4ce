package io.callboard.intake.settlement;

import jakarta.ejb.ApplicationException;

/**
 * Tells the broker to deliver a message again. As an application exception it costs the listener
 * neither its instance nor a line of the container's log; its causes are logged where they are
 * found.
 */
@ApplicationException
final class GivenBack extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GivenBack() {
    super("The message cannot be settled now and goes back to its queue", null, false, false);
  }
}

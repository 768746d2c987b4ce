package io.callboard.fetch;

/**
 * Thrown if an event raised a fetch's counter while the result was applied; a retry sees the event.
 */
public final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;
}

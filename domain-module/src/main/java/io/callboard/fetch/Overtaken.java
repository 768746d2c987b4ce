package io.callboard.fetch;

/** An event raised a fetch's counter while the result was applied; the next try sees it. */
public final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;
}

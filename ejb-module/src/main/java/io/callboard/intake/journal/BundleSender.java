package io.callboard.intake.journal;

/** The way to the broker; one thread uses it at a time. */
interface BundleSender {

  /**
   * Sends a bundle and returns when it is on the broker's disk.
   *
   * @throws NotSent if it is certain that the broker has not taken it
   * @throws RuntimeException if that is not certain
   */
  void send(Bundle bundle, byte[] message) throws NotSent;

  /** Gives back what it keeps between messages; nothing is sent after that. */
  default void close() {}

  /** The broker has not taken the message. */
  final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    NotSent(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
